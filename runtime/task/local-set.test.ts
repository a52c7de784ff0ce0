import { describe, expect, it } from "vitest";
import { catchUnwind, type Op, panic, spawn } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { readyFuture } from "../future/ready.ts";
import { yieldNow } from "../future/yield-now.ts";
import { LocalSet, spawnLocal } from "./local-set.ts";
import { Probe } from "./testing/futures.ts";
import { runOnce } from "./testing/sweep.ts";

function run(model: () => Op<void>): void {
  const { finding } = runOnce(model);
  expect(finding).toBeNull();
}

function* panics(): Op<never> {
  panic("poll");
}

describe("LocalSet", () => {
  it("runs its tasks while runUntil's future waits for them", () => {
    run(function* () {
      const set = new LocalSet();
      const join = yield* set.spawnLocal(readyFuture(7));
      const result = yield* blockOn(set.runUntil(join));
      expect(result.ok && result.value).toBe(7);
      yield* set.drop();
    });
  });

  it("is ready when all its tasks are", () => {
    run(function* () {
      const set = new LocalSet();
      const joins = [];
      for (let i = 0; i < 70; i++) joins.push(yield* set.spawnLocal(yieldNow()));
      yield* blockOn(set);
      for (const join of joins) {
        expect(yield* join.isFinished()).toBe(true);
        yield* join.drop();
      }
    });
  });

  it("keeps for the next time what runUntil has not run", () => {
    run(function* () {
      const set = new LocalSet();
      const future = new Probe<void>({});
      const join = yield* set.spawnLocal(future);
      yield* blockOn(set.runUntil(readyFuture(1)));
      expect(future.polls).toBe(0);
      yield* blockOn(set.runUntil(yieldNow()));
      expect(future.polls).toBe(1);
      yield* set.drop();
      expect(future.consumed).toBe(true);
      yield* join.drop();
    });
  });

  it("is found by spawnLocal where it was entered, and nowhere else", () => {
    run(function* () {
      const set = new LocalSet();
      const outside = yield* catchUnwind(() => spawnLocal(readyFuture(1)));
      expect(!outside.ok && outside.panic.message).toContain("outside of a `task::LocalSet`");
      const guard = set.enter();
      const join = yield* spawnLocal(readyFuture(2));
      yield* guard.drop();
      const again = yield* catchUnwind(() => spawnLocal(readyFuture(3)));
      expect(again.ok).toBe(false);
      yield* blockOn(set);
      yield* join.drop();
    });
  });

  it("refuses to be used by another thread", () => {
    run(function* () {
      const set = new LocalSet();
      const other = yield* spawn(() => catchUnwind(() => set.spawnLocal(readyFuture(1))));
      const caught = yield* other.join();
      expect(!caught.ok && caught.panic.message).toContain("must not be accessed by another thread");
      yield* set.drop();
    });
  });

  it("ends with the first panic where it was told to", () => {
    run(function* () {
      const set = new LocalSet({ unhandledPanic: "shutdown-runtime" });
      const other = new Probe<void>({});
      const joins = [yield* set.spawnLocal(other), yield* set.spawnLocal(new Probe<void>({ poll: panics }))];
      const caught = yield* catchUnwind(() => blockOn(set.runUntil(new Probe<void>({}))));
      expect(!caught.ok && caught.panic.message).toContain("LocalSet is configured to shutdown on unhandled panic");
      expect(other.consumed).toBe(true);
      yield* set.drop();
      for (const join of joins) yield* join.drop();
    });
  });
});
