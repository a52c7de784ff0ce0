/** For the tests of the run layer: small programs that are wrong in known ways. */
import { AtomicBool } from "../atomic/atomic-bool.ts";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Program } from "../check/program.ts";
import { Runner } from "../check/runner.ts";
import { assert } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import type { OptionSpecs } from "../scenario.ts";
import { createStrategy } from "../strategy/create.ts";
import { park, unpark } from "../thread/park.ts";
import { currentThread, spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";

/** A program of `model`, with nothing else about it unless `more` says so. */
export function programOf(model: () => Op<void>, more: Partial<Omit<Program, "model">> = {}): Program {
  return { name: "test/program", options: {}, bounds: {}, monitors: () => [], ...more, model };
}

export function runnerOf(program: Program, strategy = "random"): Runner {
  return new Runner(program, { strategy: createStrategy(strategy) });
}

/** Two threads, each `rounds` times: read, then write one more. */
export function* lostIncrement(rounds = 1): Op<void> {
  const n = new AtomicUsize(0, "n");
  const bump = function* (): Op<void> {
    for (let i = 0; i < rounds; i++) {
      const seen = yield* n.load("Relaxed");
      yield* n.store(seen + 1, "Relaxed");
    }
  };
  const left = yield* spawn(bump, "left");
  yield* bump();
  yield* left.join();
  assert((yield* n.load("Relaxed")) === 2 * rounds, "an increment was lost");
}

/** As many threads as drawn, with as many rounds; any two of them can lose an increment. */
export const MANY_OPTIONS = { threads: { from: 2, to: 5 }, rounds: { from: 1, to: 6 } } satisfies OptionSpecs;

export const manyIncrements: Program<typeof MANY_OPTIONS> = {
  name: "test/many-increments",
  options: MANY_OPTIONS,
  bounds: {},
  monitors: () => [],
  *model({ threads, rounds }) {
    const n = new AtomicUsize(0, "n");
    const bump = function* (): Op<void> {
      for (let i = 0; i < rounds; i++) yield* n.store((yield* n.load("Relaxed")) + 1, "Relaxed");
    };
    const handles = [];
    for (let i = 1; i <= threads; i++) handles.push(yield* spawn(bump, `bumper ${i}`));
    for (const handle of handles) yield* handle.join();
    assert((yield* n.load("Relaxed")) === threads * rounds, "an increment was lost");
  },
};

/** Checks, then says that it sleeps, then parks: the notifier may come in between. */
export function* lostWakeup(): Op<void> {
  const ready = new AtomicBool(false, "ready");
  const sleeping = new AtomicBool(false, "sleeping");
  const consumer = currentThread();
  const notifier = yield* spawn(function* () {
    yield* ready.store(true, "Relaxed");
    if (yield* sleeping.load("Relaxed")) yield* unpark(consumer);
  }, "notifier");
  if (!(yield* ready.load("Relaxed"))) {
    yield* sleeping.store(true, "Relaxed");
    yield* park();
  }
  yield* notifier.join();
}

/** Both wait, politely, for a flag that nobody lowers. */
export function* politeForEver(): Op<void> {
  const [mine, theirs] = [new AtomicBool(true, "mine"), new AtomicBool(true, "theirs")];
  const other = yield* spawn(() => waitWhile(mine), "other");
  yield* waitWhile(theirs);
  yield* other.join();
}

function* waitWhile(flag: AtomicBool): Op<void> {
  while (yield* flag.load("Acquire")) yield* yieldNow();
}

/** Correct under every fair schedule; a schedule that starves the setter spins for ever. */
export function* spinUntilSet(): Op<void> {
  const flag = new AtomicBool(true, "flag");
  const setter = yield* spawn(() => flag.store(false, "Release"), "setter");
  yield* waitWhile(flag);
  yield* setter.join();
}
