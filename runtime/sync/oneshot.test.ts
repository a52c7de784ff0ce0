import { describe, expect, it } from "vitest";
import { catchUnwind, Execution, type Finding, type Op, spawn } from "../../sim/index.ts";
import { Builder } from "../builder.ts";
import type { RuntimeEvent } from "../events.ts";
import { async_ } from "../future/async.ts";
import { blockOn } from "../future/block-on.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { withBudget } from "../task/coop.ts";
import { oneshot } from "./oneshot.ts";

/** What a model does on one thread; spawned threads run when main waits. */
function verdict(model: () => Op<void>, told: string[] = []): Finding | null {
  const execution = new Execution();
  execution.run(model, {
    strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 },
    listeners: [
      {
        onEvent: (event) => {
          const { type } = event as RuntimeEvent;
          if (type.startsWith("channel.")) told.push(type.slice("channel.".length));
        },
      },
    ],
  });
  return execution.finding;
}

function run(model: () => Op<void>): string[] {
  const told: string[] = [];
  expect(verdict(model, told)).toBeNull();
  return told;
}

class Value {
  drops = 0;

  *drop(): Op<void> {
    this.drops++;
  }
}

describe("oneshot", () => {
  it("gives what was sent to who waits, and to who asks afterwards", () => {
    const told = run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      const sender = yield* spawn(() => tx.send(7), "sender");
      expect(yield* blockOn(rx)).toEqual({ ok: true, value: 7 });
      yield* sender.join();
      const [tx2, rx2] = yield* oneshot<number>();
      expect(yield* rx2.tryRecv()).toEqual({ ok: false, error: "empty" });
      expect(yield* rx2.isEmpty()).toBe(true);
      yield* tx2.send(8);
      expect(yield* rx2.isEmpty()).toBe(false);
      expect(yield* rx2.tryRecv()).toEqual({ ok: true, value: 8 });
      expect(rx2.isTerminated()).toBe(true);
      yield* rx2.drop();
    });
    expect(told).toEqual(["new", "send", "receive", "end", "new", "send", "receive", "end"]);
  });

  it("is closed for the receiver when the sender is dropped", () => {
    run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      const sender = yield* spawn(() => tx.drop(), "sender");
      expect(yield* blockOn(rx)).toEqual({ ok: false, error: "closed" });
      yield* sender.join();
    });
  });

  it("gives the value back where the receiver has closed, and receives one that was sent before", () => {
    run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      yield* rx.close();
      expect(yield* tx.isClosed()).toBe(true);
      expect(yield* tx.send(1)).toEqual({ ok: false, error: 1 });
      expect(yield* rx.tryRecv()).toEqual({ ok: false, error: "closed" });
      yield* rx.drop();
      const [tx2, rx2] = yield* oneshot<number>();
      expect(yield* tx2.send(2)).toMatchObject({ ok: true });
      yield* rx2.close();
      expect(yield* blockOn(rx2)).toEqual({ ok: true, value: 2 });
    });
  });

  it("wakes the sender that waits for the end of the receiver", () => {
    run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      const receiver = yield* spawn(() => rx.drop(), "receiver");
      yield* blockOn(tx.closed());
      yield* receiver.join();
      yield* tx.drop();
    });
  });

  it("drops a value with the receiver, while the sender's end is still there to be dropped", () => {
    const value = new Value();
    const told = run(function* () {
      const [tx, rx] = yield* oneshot<Value>();
      yield* tx.send(value);
      yield* rx.drop();
    });
    expect(value.drops).toBe(1);
    expect(told).toEqual(["new", "send", "close", "drop", "end"]);
  });

  it("drops the receiver's waker with the receiver, though the sender lives", () => {
    run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      const task = new RecordingWaker("task");
      const waker = task.waker();
      expect((yield* rx.poll(new Context(waker))).ready).toBe(false);
      yield* rx.drop();
      expect(task.calls).toEqual(["clone", "drop"]);
      yield* tx.drop();
      expect(task.wakes).toBe(0);
      yield* waker.drop();
    });
  });

  it("wakes the task that polled last, on either side, and keeps a waker that is the same", () => {
    run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      const [first, second] = [new RecordingWaker("first"), new RecordingWaker("second")];
      const wakers = [first.waker(), first.waker(), second.waker()];
      for (const waker of wakers) {
        yield* rx.poll(new Context(waker));
        yield* tx.pollClosed(new Context(waker));
      }
      expect(first.calls).toEqual(["clone", "clone", "drop", "drop"]);
      yield* rx.close();
      expect(second.wakes).toBe(1);
      yield* tx.drop();
      expect(second.wakes).toBe(1);
      yield* rx.drop();
      for (const waker of wakers) yield* waker.drop();
    });
  });

  it("spends the budget, and nothing of it where it is pending", () => {
    run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      const task = new RecordingWaker("task");
      const waker = task.waker();
      const cx = new Context(waker);
      yield* withBudget(1, function* () {
        expect((yield* rx.poll(cx)).ready).toBe(false);
        yield* rx.close();
        expect((yield* tx.pollClosed(cx)).ready).toBe(true);
        expect((yield* rx.poll(cx)).ready).toBe(false);
      });
      yield* rx.drop();
      yield* tx.drop();
      yield* waker.drop();
    });
  });

  it("blocks a thread until the value is there, but none that drives a runtime", () => {
    run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      const sender = yield* spawn(() => tx.send(7), "sender");
      expect(yield* rx.blockingRecv()).toEqual({ ok: true, value: 7 });
      yield* sender.join();
      const [tx2, rx2] = yield* oneshot<number>();
      const runtime = yield* Builder.newCurrentThread().build();
      const future = async_(() => rx2.blockingRecv());
      const caught = yield* catchUnwind(() => runtime.blockOn(future));
      expect(caught).toMatchObject({ ok: false, panic: { payload: expect.stringContaining("Cannot block") } });
      yield* runtime.drop();
      yield* tx2.drop();
    });
  });

  it("panics when polled after completion", () => {
    run(function* () {
      const [tx, rx] = yield* oneshot<number>();
      yield* tx.send(1);
      yield* rx.tryRecv();
      expect(yield* catchUnwind(() => rx.tryRecv())).toMatchObject({ panic: { payload: "called after complete" } });
      yield* rx.drop();
    });
  });

  it("finds a sender that is used again after it sent", () => {
    const finding = verdict(function* () {
      const [tx, rx] = yield* oneshot<number>();
      yield* tx.send(1);
      yield* rx.drop();
      yield* tx.send(2);
    });
    expect(finding).toMatchObject({ kind: "use-after-move", involved: ["oneshot.tx", "used to send", "used to send"] });
  });
});
