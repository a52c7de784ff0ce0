import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import { random } from "../thread/random.ts";
import { sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { DfsStrategy } from "./dfs.ts";
import { type Played, Player } from "./testing/player.ts";

function* steps(count: number, name: string): Op<void> {
  const own = new AtomicUsize(0, name);
  for (let i = 0; i < count; i++) yield* own.store(i, "Relaxed");
}

/** The main thread goes `mine` steps beside a thread that goes `theirs`; nobody joins. */
function beside(mine: number, theirs: number): () => Op<void> {
  return function* () {
    yield* spawn(() => steps(theirs, "a"), "other");
    yield* steps(mine, "m");
  };
}

function* twoJoined(each: number): Op<void> {
  const left = yield* spawn(() => steps(each, "l"), "left");
  const right = yield* spawn(() => steps(each, "r"), "right");
  yield* left.join();
  yield* right.join();
}

function binomial(n: number, k: number): number {
  return k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k;
}

/** How many executions differ in their answers, and in their order of steps. */
function distinct(played: readonly Played[]): { answers: number; orders: number } {
  const answers = new Set(played.map(({ tape }) => JSON.stringify(tape.entries)));
  const orders = new Set(played.map(({ steps: order }) => order.join("\n")));
  return { answers: answers.size, orders: orders.size };
}

/** All executions, and how many preemptions each has. */
class CountedPreemptions extends DfsStrategy {
  readonly counts: number[] = [];

  override begin(): boolean {
    const more = super.begin();
    if (more) this.counts.push(0);
    return more;
  }

  override decide(kind: DecisionKind, options: number, view: Execution): number {
    const answer = super.decide(kind, options, view);
    const last = this.counts.length - 1;
    if (kind === "schedule" && view.thread.ready && view.candidate(answer) !== view.thread) {
      this.counts[last] = (this.counts[last] ?? 0) + 1;
    }
    return answer;
  }
}

describe("dfs", () => {
  // Nothing can switch before the spawn is performed. From there on there are the main thread's
  // m steps, and k + 1 moves of the other thread: its start, which runs up to the announcement of
  // its first step, and its k steps. Merging two sequences of m and k + 1: C(m + k + 1, m). The
  // start is no step, so the orders of steps are the merges of m and k.
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [2, 4],
    [4, 4],
  ])("tries each interleaving of %i steps beside a thread of %i once", (mine, theirs) => {
    const strategy = new DfsStrategy();
    const played = new Player(beside(mine, theirs)).all(strategy);
    expect(played.length).toBe(binomial(mine + theirs + 1, mine));
    expect(distinct(played)).toEqual({ answers: played.length, orders: binomial(mine + theirs, mine) });
    expect(strategy.complete).toBe(true);
  });

  // Two sequences again: the spawn of right, then right's start and k steps; and left's start and
  // k steps, then the join of left (possible once left has finished). Each has k + 2 moves, so
  // C(2k + 4, k + 2) merges, without the one in which the main thread joins left before it has
  // spawned right. The join of right comes after all else.
  it.each([1, 2, 3])("counts spawn and join among the steps: two threads of %i steps", (each) => {
    const played = new Player(() => twoJoined(each)).all(new DfsStrategy());
    expect(played.length).toBe(binomial(2 * each + 4, each + 2) - 1);
    expect(distinct(played).answers).toBe(played.length);
  });

  // With m = 3 steps beside k = 2 (that is, 3 moves of the other thread), all C(6, 3) = 20 by hand:
  // 0 preemptions: main, other.                                                                1
  // 1: main is left before one of its 3 steps, other runs through.                            +3
  // 2: and other is left before its 2nd or 3rd move, main runs through:                3 * 2 = +6
  // 3: main is left twice (3 pairs of its steps), other once (2 places):               3 * 2 = +6
  // 4: main twice (3), other twice (1):                                                       +3
  // 5: main before each of its steps, other before its 2nd and 3rd move:                      +1
  it.each([
    [0, 1],
    [1, 4],
    [2, 10],
    [3, 16],
    [4, 19],
    [5, 20],
    [6, 20],
  ])("with at most %i preemptions tries %i of 20 interleavings", (preemptions, count) => {
    const strategy = new DfsStrategy(preemptions);
    const played = new Player(beside(3, 2)).all(strategy);
    expect(played.length).toBe(count);
    expect(distinct(played).answers).toBe(count);
    expect(strategy.complete).toBe(true);
    expect(strategy.bounded).toBe(count < 20);
  });

  it.each([0, 1, 2, 3, 4])(
    "with at most %i preemptions tries just those of all executions that have no more",
    (most) => {
      const model = function* (): Op<void> {
        yield* twoJoined(1 + random(2));
      };
      const all = new CountedPreemptions();
      const within = new Player(model).all(all).filter((_, run) => (all.counts[run] ?? 0) <= most);
      const bounded = new Player(model).all(new DfsStrategy(most));
      expect(bounded.length).toBeGreaterThan(1);
      expect(bounded).toEqual(within);
    },
  );

  it("does not count it as a preemption when the current thread waits or has finished", () => {
    const played = new Player(function* () {
      const left = yield* spawn(() => steps(1, "l"), "left");
      yield* spawn(() => steps(1, "r"), "right");
      yield* left.join();
    }).all(new DfsStrategy(0));
    // The main thread waits: left or right goes; if right, then left. If left, main or right.
    expect(played.length).toBe(3);
  });

  it("tries every answer to questions of other kinds, too", () => {
    const seen: string[] = [];
    new Player(function* () {
      const word = new AtomicUsize(0, "word");
      const drawn = random(3);
      const swap = yield* word.compareExchangeWeak(0, 1, "Relaxed", "Relaxed");
      seen.push(`${drawn} ${swap.ok}`);
    }).all(new DfsStrategy(0));
    expect(seen.sort()).toEqual(["0 false", "0 true", "1 false", "1 true", "2 false", "2 true"]);
  });

  // One step of main; the other's start, then its sleep, then its wakeup. When idle, time passes
  // only after main's step: it comes before or after the start. Any time: before or after the
  // start, the passing of time, or the wakeup.
  it.each([
    ["idle", 2],
    ["anytime", 4],
  ] as const)("with the clock set to %s enumerates when time passes", (clock, count) => {
    const model = function* (): Op<void> {
      yield* spawn(() => sleep(10), "sleeper");
      yield* steps(1, "m");
    };
    expect(new Player(model, { clock }).all(new DfsStrategy()).length).toBe(count);
  });

  it("has nothing to repeat for a program that asks nothing", () => {
    const strategy = new DfsStrategy();
    expect(new Player(() => steps(3, "m")).all(strategy).length).toBe(1);
    expect(strategy.begin()).toBe(false);
    expect(strategy.complete).toBe(true);
  });

  it("is not complete before the last execution has been tried", () => {
    const strategy = new DfsStrategy();
    const player = new Player(beside(1, 1));
    for (let run = 0; run < 3; run++) {
      player.play(strategy);
      expect(strategy.complete).toBe(false);
    }
    expect(strategy.begin()).toBe(false);
    expect(strategy.complete).toBe(true);
  });

  it("stops at a model that asks something else than before", () => {
    let runs = 0;
    const player = new Player(function* () {
      random(2 + runs++);
      yield* steps(1, "m");
    });
    const strategy = new DfsStrategy();
    player.play(strategy);
    const found = player.play(strategy);
    expect(found?.kind).toBe("nondeterminism");
    expect(found?.message).toContain("question 1 (step 0): expected `random` of 2 options, got `random` of 3 options");
  });

  it("refuses to go on with a model that asks less than before", () => {
    let runs = 0;
    const player = new Player(function* () {
      if (runs++ === 0) random(2);
      yield* steps(1, "m");
    });
    const strategy = new DfsStrategy();
    player.play(strategy);
    player.play(strategy);
    expect(() => strategy.begin()).toThrow(UsageError);
  });

  it.each([-1, 0.5, Number.NaN])("refuses a preemption bound of %d", (bound) => {
    expect(() => new DfsStrategy(bound)).toThrow("give a whole number of at least 0");
  });
});
