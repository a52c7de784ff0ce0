/**
 * A simpler run that fails in the same way (same kind, same fingerprint). Candidates are run
 * leniently; what a successful one really answered is the new best, so the result always replays
 * strictly. Ends when no pass finds anything simpler, or with the budget.
 */
import type { Tape } from "../../tape/tape.ts";
import type { Budget } from "../budget.ts";
import type { Recording } from "../outcome.ts";
import type { Runner } from "../runner.ts";
import { lowerAsides, zeroAsides } from "./aside-passes.ts";
import { deleteSpans, mergeBlocks, staySpans, truncate } from "./schedule-passes.ts";
import { Shrinker } from "./shrinker.ts";

/** Options first: a smaller program makes everything after it cheaper. */
const PASSES: readonly ((shrinker: Shrinker) => void)[] = [
  zeroAsides,
  truncate,
  deleteSpans,
  staySpans,
  mergeBlocks,
  lowerAsides,
];

/** `original` must have failed. Gives back its own tape where nothing simpler fails alike. */
export function shrink(runner: Runner, original: Recording, budget: Budget): Tape {
  const shrinker = new Shrinker(runner, original, budget);
  for (let before = null; before !== shrinker.script && !shrinker.exhausted; ) {
    before = shrinker.script;
    for (const pass of PASSES) pass(shrinker);
  }
  return shrinker.tape;
}
