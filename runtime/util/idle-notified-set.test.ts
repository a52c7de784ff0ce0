import { describe, expect, it } from "vitest";
import { catchUnwind, type Op, panic, spawn } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Waker } from "../future/waker.ts";
import { noopWaker } from "../future/waker-fn.ts";
import { Output } from "../task/testing/futures.ts";
import { runOnce, sweep } from "../task/testing/sweep.ts";
import { type Entry, IdleNotifiedSet } from "./idle-notified-set.ts";

function* cloneWaker(_value: unknown, cx: Context): Op<Waker> {
  return yield* cx.waker.clone();
}

function wakerOf<T>(entry: Entry<T>): Op<Waker> {
  return entry.withValueAndContext(cloneWaker);
}

function* ignore(): Op<void> {}

function dropOutput(output: Output): Op<void> {
  return output.drop();
}

describe("IdleNotifiedSet", () => {
  it("hands out an entry once for any number of wakes", () => {
    const { finding } = runOnce(function* () {
      const set = new IdleNotifiedSet<string>("set");
      const entry = yield* set.insertIdle("a");
      const waker = yield* wakerOf(entry);
      expect(yield* set.tryPopNotified()).toBeNull();
      yield* waker.wakeByRef();
      yield* waker.wake();
      const popped = yield* set.tryPopNotified();
      expect(yield* set.tryPopNotified()).toBeNull();
      if (popped === null) throw new Error("an entry that was woken is not on the notified list");
      yield* popped.drop();
      expect(yield* entry.remove()).toBe("a");
      expect(set.len).toBe(0);
      yield* set.drop(ignore);
    });
    expect(finding).toBeNull();
  });

  it("wakes its waker for an entry that is woken meanwhile, whoever is first", () => {
    const verdict = sweep(function* () {
      const set = new IdleNotifiedSet<string>("set");
      const entry = yield* set.insertIdle("a");
      const waker = yield* wakerOf(entry);
      yield* entry.drop();
      const thread = yield* spawn(() => waker.wake(), "thread");
      const mine = noopWaker();
      const popped = yield* set.popNotified(mine);
      yield* thread.join();
      const late = popped ?? (yield* set.popNotified(mine));
      if (late === null) throw new Error("an entry that was woken is not on the notified list");
      expect(yield* late.remove()).toBe("a");
      yield* mine.drop();
      yield* set.drop(ignore);
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("is woken in vain once an entry is removed or drained", () => {
    const { finding } = runOnce(function* () {
      const set = new IdleNotifiedSet<string>("set");
      const removed = yield* set.insertIdle("a");
      const drained = yield* set.insertIdle("b");
      const wakers = [yield* wakerOf(removed), yield* wakerOf(drained)];
      yield* removed.remove();
      yield* drained.drop();
      const values: string[] = [];
      yield* set.drain(function* (value) {
        values.push(value);
      });
      expect(values).toEqual(["b"]);
      for (const waker of wakers) yield* waker.wake();
      yield* set.drop(ignore);
    });
    expect(finding).toBeNull();
  });

  it("visits each value once, the one that has been there for longest first", () => {
    const { finding } = runOnce(function* () {
      const set = new IdleNotifiedSet<string>("set");
      for (const value of ["a", "b", "c"]) yield* (yield* set.insertIdle(value)).drop();
      const seen: string[] = [];
      yield* set.forEach(function* (value) {
        seen.push(value);
      });
      expect(seen).toEqual(["a", "b", "c"]);
      yield* set.drop(ignore);
    });
    expect(finding).toBeNull();
  });

  it("drains the rest, too, where one value's function panics", () => {
    const { finding } = runOnce(function* () {
      const set = new IdleNotifiedSet<Output>("set");
      for (let i = 0; i < 3; i++) yield* (yield* set.insertIdle(new Output())).drop();
      let drops = 0;
      const caught = yield* catchUnwind(() =>
        set.drain(function* (value) {
          yield* value.drop();
          if (++drops === 1) panic("no");
        }),
      );
      expect(caught.ok).toBe(false);
      expect(drops).toBe(3);
      yield* set.drop(dropOutput);
    });
    expect(finding).toBeNull();
  });
});
