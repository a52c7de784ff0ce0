import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../../atomic/atomic-usize.ts";
import type { Program } from "../../check/program.ts";
import { Runner } from "../../check/runner.ts";
import { investigateFailure, search } from "../../check/search.ts";
import { assert } from "../../finding/finding.ts";
import type { Op } from "../../op.ts";
import { Mutex } from "../../sync/mutex.ts";
import { manyIncrements, programOf } from "../../testing/programs.ts";
import { spawn } from "../../thread/spawn.ts";
import { createStrategy } from "../create.ts";
import { GuidedStrategy } from "./guided.ts";

const DOORS = ["a", "b", "c"] as const;

/** The writer goes through the words; the reader goes on to the next only if it meets the middle value of each. */
function* threeDoors(): Op<void> {
  const words = DOORS.map((name) => new AtomicUsize(0, name));
  const writer = yield* spawn(function* () {
    for (const word of words) {
      for (let value = 1; value <= 3; value++) yield* word.store(value, "Relaxed");
    }
  }, "writer");
  let passed = 0;
  for (const word of words) {
    if ((yield* word.load("Relaxed")) !== 2) break;
    passed++;
  }
  yield* writer.join();
  assert(passed < words.length, "all doors were passed");
}

/** Each round runs only if the increments of the one before were all lost but one. */
function* fourLosses(): Op<void> {
  let lost = 0;
  for (const name of [...DOORS, "d"]) {
    const word = new AtomicUsize(0, name);
    const bump = function* (): Op<void> {
      yield* word.store((yield* word.load("Relaxed")) + 1, "Relaxed");
    };
    const others = [yield* spawn(bump, "left"), yield* spawn(bump, "right")];
    yield* bump();
    for (const other of others) yield* other.join();
    if ((yield* word.load("Relaxed")) !== 1) return;
    lost++;
  }
  assert(lost < 4, "increments were lost in all rounds");
}

/** Only a thread that finds three doors locked, one after the other, takes two locks the wrong way round. */
function* lockedDoors(): Op<void> {
  const [first, second] = [new Mutex(0, "first"), new Mutex(0, "second")];
  const doors = DOORS.map((name) => new Mutex(0, name));
  const both = function* (one: Mutex<number>, other: Mutex<number>): Op<void> {
    const outer = yield* one.lock();
    yield* (yield* other.lock()).drop();
    yield* outer.drop();
  };
  const warden = yield* spawn(function* () {
    for (const door of doors) yield* (yield* door.lock()).drop();
    yield* both(first, second);
  }, "warden");
  let locked = 0;
  for (const door of doors) {
    const guard = yield* door.tryLock();
    if (guard !== null) {
      yield* guard.drop();
      break;
    }
    locked++;
  }
  if (locked === doors.length) yield* both(second, first);
  yield* warden.join();
}

/** How many executions it takes until something is found, in all of ten seeds, each given up at `cap`. */
function toFind(program: Program, strategy: string, cap: number): number {
  let executions = 0;
  for (let i = 0; i < 10; i++) {
    const found = search(program, { strategy: createStrategy(strategy), seed: `ten.${i}`, iterations: cap });
    executions += found.tally.executions;
  }
  return executions;
}

describe("guided", () => {
  it.each([
    ["three doors", threeDoors, 800],
    ["four losses", fourLosses, 800],
    ["locked doors", lockedDoors, 350],
  ])(
    "finds what is behind a row of rare events with at most half the executions of random: %s",
    (_name, model, cap) => {
      const program = programOf(model);
      // Random is given up more often: it takes longer still.
      expect(2 * toFind(program, "guided", cap)).toBeLessThanOrEqual(toFind(program, "random", cap));
    },
  );

  it("plays the same from the same seeds, and again after a restart, but not without one", () => {
    const strategy = new GuidedStrategy();
    const runner = new Runner(manyIncrements, { strategy });
    const play = (): number[] => Array.from({ length: 60 }, (_, i) => runner.run(`seed.${i}`).scheduleHash);
    const first = play();
    const untaught = play();
    strategy.restart();
    expect(play()).toEqual(first);
    expect(untaught).not.toEqual(first);
    const other = new Runner(manyIncrements, { strategy: new GuidedStrategy() });
    expect(Array.from({ length: 60 }, (_, i) => other.run(`seed.${i}`).scheduleHash)).toEqual(first);
  });

  it("is repeated by its tapes, and so are its findings", () => {
    const { runner, tally } = search(manyIncrements, { strategy: new GuidedStrategy(), seed: "tapes", iterations: 50 });
    const [failure] = tally.failures.values();
    if (failure === undefined) throw new Error("nothing was found");
    expect(failure.tape).not.toBeNull();
    expect(investigateFailure(runner, failure)).toMatchObject({
      strategy: "guided",
      seed: null,
      fingerprint: failure.fingerprint,
      again: { failed: 10, of: 10 },
    });
    const searched = runner.run("once more");
    expect(runner.record("once more", false)).toMatchObject(searched);
  });

  it("begins with the corpus that it is given, and keeps what it learns beside it", () => {
    const before = new GuidedStrategy();
    const teacher = new Runner(programOf(threeDoors), { strategy: before });
    for (let i = 0; i < 200; i++) teacher.run(`teacher.${i}`);
    const given = before.kept();
    const after = new GuidedStrategy();
    after.start(given);
    expect(after.kept()).toEqual(given);
    const pupil = new Runner(programOf(threeDoors), { strategy: after });
    for (let i = 0; i < 50; i++) pupil.run(`pupil.${i}`);
    expect(after.kept().length).toBeGreaterThanOrEqual(given.length);
    expect(after.kept().slice(0, given.length)).toEqual(given);
    after.restart();
    expect(after.kept()).toEqual(given);
  });

  it("tries a given tape that fails once, and no more", () => {
    const found = search(manyIncrements, { strategy: new GuidedStrategy(), seed: "tapes", iterations: 50 });
    const [failure] = found.tally.failures.values();
    if (failure?.tape == null) throw new Error("nothing was found");
    const strategy = new GuidedStrategy();
    strategy.start([failure.tape]);
    const runner = new Runner(manyIncrements, { strategy });
    const { scheduleHash } = runner.replay(failure.tape, "strict", false);
    const hashes = Array.from({ length: 40 }, (_, i) => runner.run(`seed.${i}`).scheduleHash);
    expect(hashes.filter((hash) => hash === scheduleHash).length).toBeGreaterThan(0);
    expect(hashes.filter((hash) => hash === scheduleHash).length).toBeLessThan(5);
  });

  it("learns nothing from an execution that failed", () => {
    const strategy = new GuidedStrategy();
    const runner = new Runner(
      programOf(function* () {
        const word = new AtomicUsize(0, "word");
        const child = yield* spawn(() => word.store(1, "Relaxed"));
        yield* word.load("Relaxed");
        yield* child.join();
        assert(false, "always");
      }),
      { strategy },
    );
    for (let i = 0; i < 10; i++) runner.run(`seed.${i}`);
    expect(strategy.kept()).toEqual([]);
  });
});
