import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { assert } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { Tape, type TapeEntry } from "../tape/tape.ts";
import { random } from "../thread/random.ts";
import { spawn } from "../thread/spawn.ts";
import { showDivergence } from "./divergence.ts";
import { RandomStrategy } from "./random.ts";
import { type ReplayMode, ReplayStrategy } from "./replay.ts";
import { Player } from "./testing/player.ts";

function* lostIncrement(): Op<void> {
  const n = new AtomicUsize(0, "n");
  const bump = function* (): Op<void> {
    const seen = yield* n.load("Relaxed");
    yield* n.store(seen + 1 + random(2), "Relaxed");
  };
  const left = yield* spawn(bump, "left");
  yield* bump();
  yield* left.join();
  assert((yield* n.load("Relaxed")) >= 2, "an increment was lost");
}

const player = new Player(lostIncrement);

/** A recording that ends with the assertion, and the answers of `seed` in any case. */
function recordFailing() {
  for (let run = 0; ; run++) {
    const played = player.record(new RandomStrategy(), `failing.${run}`);
    if (played.finding !== null) return played;
  }
}

function replay(entries: readonly TapeEntry[], mode: ReplayMode) {
  const strategy = new ReplayStrategy(new Tape(entries), mode);
  const played = player.record(strategy);
  const divergence = strategy.end(player.execution);
  return { ...played, divergence, says: divergence === null ? "" : showDivergence(divergence) };
}

const SCHEDULE = { kind: "schedule", options: 2, answer: 0 } as const;
const RANDOM = { kind: "random", options: 2, answer: 0 } as const;

describe("strict replay", () => {
  it("repeats the recorded execution step by step", () => {
    const recorded = recordFailing();
    const repeated = replay(recorded.tape.entries, "strict");
    expect(repeated.divergence).toBeNull();
    expect(repeated.steps).toEqual(recorded.steps);
    expect(repeated.finding).toEqual(recorded.finding);
    expect(repeated.tape).toEqual(recorded.tape);
  });

  it("can be used for several executions", () => {
    const { tape } = recordFailing();
    const strategy = new ReplayStrategy(tape, "strict");
    for (let run = 0; run < 3; run++) {
      expect(player.play(strategy)?.message).toBe("an increment was lost");
      expect(strategy.end(player.execution)).toBeNull();
    }
  });

  it("stops at a question of another kind and names both sides", () => {
    const { finding, steps, divergence, says } = replay([SCHEDULE, { ...SCHEDULE, kind: "weakCas" }], "strict");
    expect(divergence).toEqual({
      question: 2,
      step: 2,
      expected: "`weakCas` of 2 options",
      actual: '`random` of 2 options from "main"',
    });
    expect(finding?.kind).toBe("nondeterminism");
    expect(finding?.message).toBe(says);
    expect(steps).toEqual(["main: spawn(left)", "main: n.load(Relaxed)"]);
  });

  it("stops at a question with another number of options", () => {
    const { divergence, steps } = replay([{ ...SCHEDULE, options: 3 }], "strict");
    expect(divergence?.expected).toBe("`schedule` of 3 options");
    expect(divergence?.actual).toBe('`schedule` of 2 options from "main" at n.load(Relaxed)');
    expect(steps).toEqual(["main: spawn(left)"]);
  });

  it.each([2, -1, 0.5])("stops at the answer %d, which two options do not have", (answer) => {
    const { divergence, finding } = replay([{ ...SCHEDULE, answer }], "strict");
    expect(divergence?.expected).toBe(`an answer below 2, but the tape says ${answer}`);
    expect(finding?.kind).toBe("nondeterminism");
  });

  it("stops where the tape ends before the execution", () => {
    const { divergence, finding } = replay([SCHEDULE], "strict");
    expect(divergence).toMatchObject({ question: 2, expected: "the end of the tape after 1 answers" });
    expect(finding?.kind).toBe("nondeterminism");
  });

  it("says so when answers are left on the tape, which no finding can", () => {
    const recorded = recordFailing();
    const { divergence, finding } = replay([...recorded.tape.entries, RANDOM, SCHEDULE], "strict");
    const asked = recorded.tape.entries.length;
    expect(divergence).toMatchObject({
      question: asked + 1,
      expected: `\`random\` of 2 options, 2 of ${asked + 2} answers being left on the tape`,
      actual: "the end of the execution",
    });
    expect(finding).toEqual(recorded.finding);
  });

  it("does not run the model's cleanup after the step at which it stopped", () => {
    const performed: string[] = [];
    const cleaning = new Player(function* () {
      const n = new AtomicUsize(0, "n");
      try {
        yield* spawn(() => n.load("Relaxed"), "other");
        yield* n.store(1, "Relaxed");
      } finally {
        yield* n.store(2, "Relaxed");
        performed.push("cleanup");
      }
    });
    const strategy = new ReplayStrategy(new Tape([RANDOM]), "strict");
    expect(cleaning.record(strategy).steps).toEqual(["main: spawn(other)"]);
    expect(performed).toEqual([]);
  });
});

describe("lenient replay", () => {
  it("repeats the recorded execution as well", () => {
    const recorded = recordFailing();
    expect(replay(recorded.tape.entries, "lenient").steps).toEqual(recorded.steps);
  });

  it("ends, whatever the tape: kinds do not matter, answers are clamped, the dullest follow", () => {
    const { tape, divergence, finding } = replay(
      [
        { ...RANDOM, answer: 7 },
        { kind: "delay", options: 9, answer: 5 },
      ],
      "lenient",
    );
    expect(divergence).toBeNull();
    expect(finding).toBeNull();
    expect(tape.entries.slice(0, 2).map(({ answer }) => answer)).toEqual([1, 1]);
    expect(tape.entries.slice(2).every(({ answer }) => answer === 0)).toBe(true);
  });

  it("of the empty tape is the dullest execution", () => {
    const { tape, steps } = replay([], "lenient");
    expect(tape.entries.every(({ answer }) => answer === 0)).toBe(true);
    expect(steps.slice(0, 3)).toEqual(["main: spawn(left)", "main: n.load(Relaxed)", "main: n.store(1, Relaxed)"]);
  });

  it("does not mind answers left over", () => {
    const { divergence } = replay(
      Array.from({ length: 50 }, () => SCHEDULE),
      "lenient",
    );
    expect(divergence).toBeNull();
  });
});
