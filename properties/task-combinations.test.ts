/**
 * tokio's `task_combinations`, each combination under random tapes. `REVEILLE_TAPES=200 npx vitest run
 * properties/task-combinations` looks further; so does `npx reveille fuzz task/combinations`.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tapes } from "./arbitraries/tape.ts";
import {
  allCombinations,
  showCombination,
  TASK_DIMENSIONS,
  type TaskCombination,
} from "./task-combinations/combination.ts";
import { runTaskCombination } from "./task-combinations/run-combination.ts";
import { REPEATABLE, verdictAlong } from "./testing/property.ts";

/** For each combination on threads. On a single one, half as many: only weak exchanges have a choice there. */
const TAPES = Number(process.env.REVEILLE_TAPES ?? 2);
if (!Number.isInteger(TAPES) || TAPES < 1) throw new Error("REVEILLE_TAPES is no whole number: give one from 1");

/** Longer than most runs ask, so that they are random to their end. */
const TAPE_LENGTH = 96;

const all = allCombinations();

/** `combination` along `numRuns` tapes of its own; a failing one is made short. */
function comesOutRight(combination: TaskCombination, numRuns: number): void {
  const seed = REPEATABLE.seed + all.indexOf(combination);
  const property = fc.property(tapes(TAPE_LENGTH), (tape) => {
    const verdict = verdictAlong(tape, function* () {
      yield* runTaskCombination(combination);
    });
    expect(verdict, showCombination(combination)).toBeNull();
  });
  fc.assert(property, { seed, numRuns });
}

describe("the combinations of tasks", () => {
  it.each(TASK_DIMENSIONS.runtime.oneOf)("are the 1992 on %s that tokio's own test lets run", (runtime) => {
    expect(all.filter((one) => one.runtime === runtime)).toHaveLength(1992);
  });

  for (const runtime of TASK_DIMENSIONS.runtime.oneOf) {
    const numRuns = runtime === "currentThread" ? Math.ceil(TAPES / 2) : TAPES;
    for (const local of TASK_DIMENSIONS.local.oneOf) {
      const some = all.filter((one) => one.runtime === runtime && one.local === local);
      const what = `all ${some.length} with a ${local ? "local " : ""}task on ${runtime}`;
      it(`${what} come out right (tapes each: ${numRuns})`, { timeout: 30_000 + numRuns * 15_000 }, () => {
        for (const combination of some) comesOutRight(combination, numRuns);
      });
    }
  }
});
