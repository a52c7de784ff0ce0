import { describe, expect, it } from "vitest";
import { createStrategy, type Op, Runner } from "../../sim/index.ts";
import { oneProgram } from "./one-program.ts";
import { type ExecutorName, runOn } from "./support/executors.ts";
import { WORD_COUNT, wordCount } from "./support/word-count.ts";

const SEEDS = 50;
const EXECUTORS: readonly ExecutorName[] = ["current-thread", "multi-thread", "local"];

/** The outputs of the program on `executor`, and how many different schedules they came from. */
function outputs(executor: ExecutorName): { readonly texts: Set<string>; readonly schedules: number } {
  const texts = new Set<string>();
  const schedules = new Set<number>();
  const model = function* (): Op<void> {
    texts.add(yield* runOn(executor, wordCount));
  };
  const runner = new Runner({ ...oneProgram, options: {}, model }, { strategy: createStrategy("random") });
  for (let i = 0; i < SEEDS; i++) {
    const { finding, scheduleHash } = runner.run(`${executor}.${i}`);
    if (finding !== null) throw new Error(`${executor}.${i} ended with ${finding.message}`);
    schedules.add(scheduleHash);
  }
  return { texts, schedules: schedules.size };
}

describe("the program of docs/one-program.md", () => {
  it.each(EXECUTORS)(
    "gives the same output on the %s executor with every seed, though the schedules differ",
    (name) => {
      const { texts, schedules } = outputs(name);
      expect([...texts]).toEqual([WORD_COUNT]);
      expect(schedules).toBeGreaterThan(SEEDS / 2);
    },
  );
});
