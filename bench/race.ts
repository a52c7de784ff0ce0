/** Whole executions of a scenario, set-up, seed and verdict included, as a search runs them. */
import { createStrategy, type Listener, type MemoryName, Runner, type Scenario } from "../sim/index.ts";
import type { Subject } from "./measure.ts";
import { runClean } from "./run-clean.ts";

/** Executions of one batch, with the seeds `bench.0` and on. */
const SEEDS = 50;

export interface Race extends Subject {
  readonly executions: number;
  /** Steps of a batch at which a switch was possible: all but those on plain memory. */
  readonly points: number;
}

export function race(scenario: Scenario, name: string, monitored: boolean, memory: MemoryName = "sc"): Race {
  const runner = runnerWith(scenario, monitored ? scenario.monitors() : [], memory);
  let points = 0;
  const counting = runnerWith(scenario, [{ onStep: (op) => void (op.kind.switches && points++) }], memory);
  runAll(counting);
  return { name, units: runAll(runner), executions: SEEDS, points, batch: () => runAll(runner) };
}

function runnerWith(scenario: Scenario, monitors: readonly Listener[], memory: MemoryName): Runner {
  return new Runner({ ...scenario, monitors: () => monitors }, { strategy: createStrategy("random"), memory });
}

/** Gives back the number of steps. */
function runAll(runner: Runner): number {
  let steps = 0;
  for (let i = 0; i < SEEDS; i++) steps += runClean(runner, `bench.${i}`).steps;
  return steps;
}
