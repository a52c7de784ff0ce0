/** For property tests: one execution along a drawn tape, and the settings that keep a suite repeatable. */
import { type Finding, type Listener, type Op, Runner, TapeStrategy } from "../../sim/index.ts";
import { allMonitors } from "../monitors/all.ts";

/** A suite does the same each time; to look further, change the seed or raise the runs. */
export const REPEATABLE = { seed: 0x5eed, numRuns: 1_500 } as const;

/** The verdict on `model` along `tape`, under `monitors`; null when there is nothing to find. */
export function verdictAlong(
  tape: readonly number[],
  model: () => Op<void>,
  monitors: () => readonly Listener[] = allMonitors,
): Finding | null {
  const program = { name: "testing/property", options: {}, bounds: { steps: 2_000 }, model, monitors };
  return new Runner(program, { strategy: new TapeStrategy(tape) }).run("tape").finding;
}
