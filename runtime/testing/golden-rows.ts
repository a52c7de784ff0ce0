/** Replays the rows of a golden table, each of which has in it both what was asked and what came of it. */
import { Execution, type Op } from "../../sim/index.ts";

/** Does what `row` asks for, and writes the row anew from what came of it. */
export type Replay = (row: string) => Op<string>;

const dullest = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };

/**
 * The rows that come out otherwise here, each with what it does; and what went wrong besides, if anything did.
 * All of them are one execution, with the dullest answers, and so is `cleanUp` after them.
 */
export function mismatches(rows: readonly string[], replay: Replay, cleanUp?: () => Op<void>): string[] {
  const wrong: string[] = [];
  let done = 0;
  const execution = new Execution();
  execution.run(
    function* () {
      for (const row of rows) {
        const did = yield* replay(row);
        if (did !== row) wrong.push(`${row}: ${did}`);
        done++;
      }
      if (cleanUp !== undefined) yield* cleanUp();
    },
    { strategy: dullest, bounds: { steps: Number.MAX_SAFE_INTEGER } },
  );
  if (execution.finding !== null) wrong.push(`after ${done} rows: ${execution.finding.message}`);
  return wrong;
}
