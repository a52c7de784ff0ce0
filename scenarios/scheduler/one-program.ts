/**
 * One async program on each of the three executors: tasks that yield, wake each other and are joined. In
 * whatever order they run, and on however many threads, its output is the same.
 */
import { scenario } from "../../properties/index.ts";
import { assert } from "../../sim/index.ts";
import { runOn } from "./support/executors.ts";
import { WORD_COUNT, wordCount } from "./support/word-count.ts";

export const oneProgram = scenario({
  name: "scheduler/one-program",
  about: "Tasks of one program and a thread beside it post words to each other, on each of the three executors.",
  source: "docs/one-program.md",
  options: { executor: { oneOf: ["current-thread", "multi-thread", "local"] }, workers: { from: 1, to: 3 } },
  *model({ executor, workers }) {
    const output = yield* runOn(executor, wordCount, workers);
    assert(output === WORD_COUNT, `the program's output was "${output}", and is "${WORD_COUNT}" elsewhere`);
  },
});
