import { describe, expect, it } from "vitest";
import { assert, catchUnwind, Execution, type Op, panic, spawn } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { withBudget } from "../task/coop.ts";
import { watch } from "./watch.ts";
import type { WatchReceiver } from "./watch-receiver.ts";
import type { WatchRef } from "./watch-ref.ts";

/** One execution, on which threads take turns only where they wait. */
function run(model: () => Op<void>): void {
  const execution = new Execution();
  execution.run(model, { strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 } });
  expect(execution.finding).toBeNull();
}

/** The borrowed value, given back at once. */
function* readOnce<T>(borrow: Op<WatchRef<T>>): Op<T> {
  const ref = yield* borrow;
  const { value } = ref;
  yield* ref.drop();
  return value;
}

function* hasChanged(rx: WatchReceiver<unknown>): Op<boolean | "closed"> {
  const changed = yield* rx.hasChanged();
  return changed.ok ? changed.value : changed.error;
}

describe("watch", () => {
  it("shows the newest value, and says whether it was seen", () => {
    run(function* () {
      const [tx, rx] = yield* watch("one");
      expect([yield* readOnce(rx.borrow()), yield* hasChanged(rx)]).toEqual(["one", false]);
      yield* tx.send("two");
      yield* tx.send("three");
      expect([yield* readOnce(rx.borrow()), yield* hasChanged(rx)]).toEqual(["three", true]);
      const ref = yield* rx.borrowAndUpdate();
      expect([ref.value, ref.hasChanged]).toEqual(["three", true]);
      yield* ref.drop();
      expect(yield* hasChanged(rx)).toBe(false);
      const ofSender = yield* tx.borrow();
      expect([ofSender.value, ofSender.hasChanged]).toEqual(["three", false]);
      yield* ofSender.drop();
      yield* rx.drop();
      yield* tx.drop();
    });
  });

  it("resolves a changed() for a value not seen at once, and else when one is sent or the last sender is dropped", () => {
    run(function* () {
      const [tx, rx] = yield* watch(0);
      yield* tx.send(1);
      expect(yield* blockOn(rx.changed())).toMatchObject({ ok: true });
      const sender = yield* spawn(function* () {
        const second = yield* tx.clone();
        yield* tx.send(2);
        yield* tx.drop();
        yield* second.drop();
      }, "sender");
      expect(yield* blockOn(rx.changed())).toMatchObject({ ok: true });
      expect(yield* blockOn(rx.changed())).toEqual({ ok: false, error: "closed" });
      expect([yield* hasChanged(rx), yield* readOnce(rx.borrow())]).toEqual(["closed", 2]);
      yield* sender.join();
      yield* rx.drop();
    });
  });

  it("leaves what a dropped changed() was told to be seen", () => {
    run(function* () {
      const [tx, rx] = yield* watch(0);
      const task = new RecordingWaker("task");
      const waker = task.waker();
      const changed = rx.changed();
      expect((yield* changed.poll(new Context(waker))).ready).toBe(false);
      yield* tx.send(1);
      expect(task.wakes).toBe(1);
      yield* changed.drop();
      expect(yield* hasChanged(rx)).toBe(true);
      yield* waker.drop();
      yield* rx.drop();
      yield* tx.drop();
    });
  });

  it("waits for a value that will do, looking at the last one even when the sender is gone", () => {
    run(function* () {
      const [tx, rx] = yield* watch(1);
      const now = yield* blockOn(rx.waitFor((value) => value === 1));
      assert(now.ok, "the present value does, seen or not");
      yield* now.value.drop();
      const sender = yield* spawn(function* () {
        for (const value of [2, 3]) yield* tx.send(value);
        yield* tx.drop();
      }, "sender");
      const looked: number[] = [];
      const found = yield* blockOn(rx.waitFor((value) => looked.push(value) > 0 && value === 3));
      assert(found.ok && found.value.value === 3, "3 was sent");
      yield* found.value.drop();
      expect(looked).toEqual([...new Set(looked)]);
      expect(yield* blockOn(rx.waitFor((value) => value === 4))).toEqual({ ok: false, error: "closed" });
      yield* sender.join();
      yield* rx.drop();
    });
  });

  it("tells receivers only of changes that are meant to be told", () => {
    run(function* () {
      const [tx, rx] = yield* watch(0);
      const silently = yield* tx.sendIfModified((slot) => {
        slot.value = 1;
        return false;
      });
      expect([silently, yield* hasChanged(rx), yield* readOnce(rx.borrow())]).toEqual([false, false, 1]);
      yield* tx.sendModify((slot) => void slot.value++);
      expect([yield* hasChanged(rx), yield* readOnce(rx.borrow())]).toEqual([true, 2]);
      expect(yield* tx.sendReplace(9)).toBe(2);
      yield* rx.drop();
      yield* tx.drop();
    });
  });

  it("marks the value as changed and unchanged, also where the version wraps", () => {
    run(function* () {
      const [tx, rx] = yield* watch(0);
      rx.markChanged();
      expect(yield* hasChanged(rx)).toBe(true);
      expect(yield* blockOn(rx.changed())).toMatchObject({ ok: true });
      rx.markChanged();
      yield* rx.markUnchanged();
      expect(yield* hasChanged(rx)).toBe(false);
      yield* rx.drop();
      yield* tx.drop();
    });
  });

  it("refuses to send without receivers, but changes the value for later ones", () => {
    run(function* () {
      const [tx, rx] = yield* watch(0);
      const closing = yield* spawn(() => rx.drop(), "closing");
      yield* blockOn(tx.closed());
      yield* closing.join();
      expect(yield* tx.isClosed()).toBe(true);
      expect(yield* tx.send(1)).toEqual({ ok: false, error: 1 });
      yield* tx.sendReplace(2);
      const again = yield* tx.subscribe();
      expect([yield* readOnce(again.borrow()), yield* hasChanged(again)]).toEqual([2, false]);
      expect([yield* tx.receiverCount(), yield* tx.senderCount()]).toEqual([1, 1]);
      const [other, otherRx] = yield* watch(0);
      const clone = yield* again.clone();
      expect([clone.sameChannel(again), clone.sameChannel(otherRx), tx.sameChannel(other)]).toEqual([
        true,
        false,
        false,
      ]);
      for (const end of [clone, again, otherRx, other, tx]) yield* end.drop();
    });
  });

  it("is not poisoned by a closure that panics", () => {
    run(function* () {
      const [tx, rx] = yield* watch(0);
      const throws = (): never => panic("no");
      const send = yield* catchUnwind(() => tx.sendModify(throws));
      const look = yield* catchUnwind(() => blockOn(rx.waitFor(throws)));
      expect([send.ok, look.ok]).toEqual([false, false]);
      expect([yield* readOnce(rx.borrow()), yield* hasChanged(rx)]).toEqual([0, false]);
      yield* rx.drop();
      yield* tx.drop();
    });
  });

  it("spends the budget for each change, and drops the last value with the channel", () => {
    run(function* () {
      let drops = 0;
      const value = {
        *drop(): Op<void> {
          drops++;
        },
      };
      const [tx, rx] = yield* watch<unknown>(null);
      yield* tx.send(value);
      const waker = new RecordingWaker("task").waker();
      yield* withBudget(1, function* () {
        for (const isReady of [true, false]) {
          const changed = rx.changed();
          expect((yield* changed.poll(new Context(waker))).ready).toBe(isReady);
          yield* changed.drop();
          yield* tx.send(value);
        }
      });
      yield* waker.drop();
      yield* rx.drop();
      yield* tx.drop();
      expect(drops).toBe(3);
    });
  });
});
