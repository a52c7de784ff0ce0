/** Executions of the bench: each must end without a finding, or what was measured means nothing. */
import type { Outcome, Runner } from "../sim/index.ts";

/** The execution of `seed`. */
export function runClean(runner: Runner, seed = "bench.0"): Outcome {
  const outcome = runner.run(seed);
  if (outcome.finding !== null) throw new Error(`${seed} ended with ${outcome.finding.message}`);
  return outcome;
}
