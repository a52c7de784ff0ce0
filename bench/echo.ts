/** Fifty clients of an echo server under loss, partition and crash: how much virtual time passes in a second on the wall. */
import { echo } from "../scenarios/io/echo.ts";
import { createStrategy, type Program, Runner } from "../sim/index.ts";
import { runClean } from "./run-clean.ts";

const CLIENTS = 50;
const RUNS = 5;

export interface Echoes {
  readonly name: string;
  readonly executions: number;
  readonly steps: number;
  readonly virtualTimeNs: number;
  /** On the wall. */
  readonly seconds: number;
}

/** A few executions under the strategy `random`, each with a seed of its own. */
export function echoes(name: string, watched: boolean, clients = CLIENTS, executions = RUNS): Echoes {
  const program: Program = {
    ...echo,
    options: {},
    model: () => echo.model({ clients } as Parameters<typeof echo.model>[0]),
    monitors: () => (watched ? echo.monitors() : []),
  };
  const runner = new Runner(program, { strategy: createStrategy("random"), faults: "plan" });
  let steps = 0;
  let virtualTimeNs = 0;
  const begin = performance.now();
  for (let i = 0; i < executions; i++) {
    const outcome = runClean(runner, `bench.${i}`);
    steps += outcome.steps;
    virtualTimeNs += outcome.virtualTimeNs;
  }
  return { name, executions, steps, virtualTimeNs, seconds: (performance.now() - begin) / 1_000 };
}
