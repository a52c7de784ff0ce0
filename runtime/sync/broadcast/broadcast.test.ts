import { describe, expect, it } from "vitest";
import { catchUnwind, Execution, type Op, Owned, panic, type SimEvent } from "../../../sim/index.ts";
import type { RuntimeEvent } from "../../events.ts";
import { blockOn } from "../../future/block-on.ts";
import { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import type { Poll } from "../../future/poll.ts";
import { RecordingWaker, type WakerScript } from "../../future/recording-waker.ts";
import { withBudget } from "../../task/coop.ts";
import { broadcast, broadcastSender } from "./channel.ts";
import type { BroadcastReceiver } from "./receiver.ts";

/** Runs `model` on one thread; a finding (a leak, too) fails the test. */
function run(model: () => Op<void>, onEvent?: (event: SimEvent) => void): void {
  const execution = new Execution();
  execution.run(model, {
    strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 },
    listeners: onEvent === undefined ? [] : [{ onEvent }],
  });
  expect(execution.finding).toBeNull();
}

/** A task that polls by hand. */
class Hand {
  readonly recorder: RecordingWaker;

  constructor(name: string, options?: WakerScript) {
    this.recorder = new RecordingWaker(name, options);
  }

  *poll<T>(future: Future<T>): Op<Poll<T>> {
    const waker = this.recorder.waker();
    const poll = yield* future.poll(new Context(waker));
    yield* waker.drop();
    return poll;
  }
}

class Value extends Owned {
  readonly sort = "value";
  private readonly log: string[];

  constructor(name: string, log: string[]) {
    super(name);
    this.log = log;
  }

  *clone(): Op<Value> {
    this.use("clone()");
    return new Value(`${this.role}'`, this.log);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    this.log.push(this.role);
  }
}

function* tryAll(receiver: BroadcastReceiver<number>): Op<unknown[]> {
  const got: unknown[] = [];
  for (;;) {
    const next = yield* receiver.tryRecv();
    got.push(next.ok ? next.value : next.error.kind === "lagged" ? `-${next.error.missed}` : next.error.kind);
    if (!next.ok && next.error.kind !== "lagged") return got;
  }
}

describe("a broadcast channel", () => {
  it("gives each receiver what was sent after it subscribed, and says for how many it sent", () => {
    run(function* () {
      const [sender, first] = yield* broadcast<number>(4);
      expect(yield* sender.send(1)).toEqual({ ok: true, value: 1 });
      const second = yield* sender.subscribe();
      expect(yield* sender.send(2)).toEqual({ ok: true, value: 2 });
      const third = yield* first.resubscribe();
      expect([yield* first.len(), yield* second.len(), yield* third.len()]).toEqual([2, 1, 0]);
      expect([yield* sender.receiverCount(), yield* third.isEmpty()]).toEqual([3, true]);
      expect(yield* tryAll(first)).toEqual([1, 2, "empty"]);
      expect(yield* tryAll(second)).toEqual([2, "empty"]);
      yield* sender.drop();
      expect(yield* third.isClosed()).toBe(true);
      expect(yield* third.blockingRecv()).toEqual({ ok: false, error: { kind: "closed" } });
      for (const receiver of [first, second, third]) yield* receiver.drop();
    });
  });

  it("overwrites what a slow receiver has not seen, which goes on with the oldest value that is left", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(3, "rounded up to four");
      for (let i = 0; i < 7; i++) yield* sender.send(i);
      expect([yield* receiver.len(), yield* sender.len()]).toEqual([7, 4]);
      yield* sender.drop();
      expect(yield* tryAll(receiver)).toEqual(["-3", 3, 4, 5, 6, "closed"]);
      yield* receiver.drop();
    });
  });

  it("counts as kept what somebody has not seen", () => {
    run(function* () {
      const [sender, first] = yield* broadcast<number>(4);
      const second = yield* sender.subscribe();
      expect([yield* sender.len(), yield* sender.isEmpty()]).toEqual([0, true]);
      for (let i = 0; i < 3; i++) yield* sender.send(i);
      yield* tryAll(first);
      expect([yield* sender.len(), yield* sender.isEmpty()]).toEqual([3, false]);
      yield* blockOn(second.recv());
      expect(yield* sender.len()).toBe(2);
      yield* second.drop();
      expect([yield* sender.len(), yield* sender.isEmpty()]).toEqual([0, true]);
      yield* first.drop();
      yield* sender.drop();
    });
  });

  it("drops a value when it is overwritten, and when the last receiver has seen it or is gone", () => {
    const log: string[] = [];
    run(function* () {
      const [sender, first] = yield* broadcast<Value>(2);
      const second = yield* sender.subscribe();
      for (const name of ["a", "b", "c"]) yield* sender.send(new Value(name, log));
      expect(log.splice(0)).toEqual(["a"]);
      yield* first.tryRecv();
      const got = yield* first.tryRecv();
      expect(log).toEqual([]);
      yield* second.tryRecv();
      const last = yield* second.tryRecv();
      expect(log.splice(0)).toEqual(["b"]);
      for (const each of [got, last]) if (each.ok) yield* each.value.drop();
      expect(log.splice(0)).toEqual(["b'", "b'"]);
      yield* sender.send(new Value("d", log));
      yield* first.drop();
      expect(log).toEqual([]);
      yield* second.drop();
      expect(log).toEqual(["c", "d"]);
      yield* sender.drop();
    });
  });

  it("takes no value where nobody receives, until somebody subscribes", () => {
    run(function* () {
      const sender = broadcastSender<number>(1);
      expect(yield* sender.send(1)).toEqual({ ok: false, error: 1 });
      const receiver = yield* sender.subscribe();
      expect(yield* sender.send(2)).toEqual({ ok: true, value: 1 });
      yield* receiver.drop();
      expect(yield* sender.send(3)).toEqual({ ok: false, error: 3 });
      yield* sender.drop();
    });
  });

  it("tells a sender that waits for it when the last receiver is gone, and forgets that with the next one", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(1);
      const hand = new Hand("sender");
      const closed = sender.closed();
      expect((yield* hand.poll(closed)).ready).toBe(false);
      yield* receiver.drop();
      expect(hand.recorder.wakes).toBe(1);
      expect((yield* hand.poll(closed)).ready).toBe(true);
      yield* closed.drop();
      const next = yield* sender.subscribe();
      const again = sender.closed();
      expect((yield* hand.poll(again)).ready).toBe(false);
      yield* again.drop();
      yield* next.drop();
      yield* sender.drop();
    });
  });

  it("is kept open by strong senders only", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(1);
      const weak = yield* sender.downgrade();
      const other = yield* weak.clone();
      const again = yield* weak.upgrade();
      expect(again?.sameChannel(sender)).toBe(true);
      expect([yield* receiver.senderStrongCount(), yield* receiver.senderWeakCount()]).toEqual([2, 2]);
      if (again !== null) yield* again.drop();
      yield* sender.drop();
      expect(yield* other.upgrade()).toBeNull();
      yield* weak.drop();
      yield* other.drop();
      yield* receiver.drop();
    });
  });

  it("has room for one value at least", () => {
    const execution = new Execution();
    const make = function* (): Op<void> {
      yield* broadcast(0);
    };
    execution.run(make, {
      strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 },
    });
    expect(execution.finding?.message).toContain("broadcast channel capacity cannot be zero");
  });
});

describe("a recv", () => {
  it("is woken with all others, though they are more than are woken at once", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(1);
      const hands = Array.from({ length: 70 }, (_, i) => new Hand(`task ${i}`));
      const recvs = [];
      for (const hand of hands) {
        const each = yield* receiver.resubscribe();
        const future = each.recv();
        yield* hand.poll(future);
        recvs.push({ receiver: each, future });
      }
      yield* sender.send(1);
      expect(hands.map((hand) => hand.recorder.wakes)).toEqual(hands.map(() => 1));
      for (const { receiver: each, future } of recvs) {
        yield* future.drop();
        yield* each.drop();
      }
      yield* receiver.drop();
      yield* sender.drop();
    });
  });

  it("wakes nobody once it was dropped, and has received nothing", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(1);
      const hand = new Hand("task");
      const recv = receiver.recv();
      yield* hand.poll(recv);
      yield* recv.drop();
      yield* sender.send(1);
      expect(hand.recorder.wakes).toBe(0);
      expect(yield* receiver.tryRecv()).toEqual({ ok: true, value: 1 });
      yield* receiver.drop();
      yield* sender.drop();
    });
  });

  it("keeps the waker of the last poll, and the one it has where that wakes the same task", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(1);
      const [first, second] = [new Hand("first"), new Hand("second")];
      const recv = receiver.recv();
      yield* first.poll(recv);
      yield* second.poll(recv);
      yield* second.poll(recv);
      yield* sender.send(1);
      expect([first.recorder.wakes, second.recorder.wakes]).toEqual([0, 1]);
      expect(yield* second.poll(recv)).toEqual({ ready: true, value: { ok: true, value: 1 } });
      yield* recv.drop();
      yield* receiver.drop();
      yield* sender.drop();
    });
  });

  it("may be woken by a waker that comes back to the channel", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(2);
      const hand = new Hand("task", {
        reactions: {
          *wake() {
            yield* (yield* sender.subscribe()).drop();
          },
        },
      });
      const recv = receiver.recv();
      yield* hand.poll(recv);
      yield* sender.send(1);
      expect(hand.recorder.wakes).toBe(1);
      yield* recv.drop();
      yield* receiver.drop();
      yield* sender.drop();
    });
  });

  it("costs a unit of the task's budget where it is ready, and is pending without one", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(2);
      yield* sender.send(1);
      yield* sender.send(2);
      const hand = new Hand("task");
      const [first, second] = [receiver.recv(), receiver.recv()];
      yield* withBudget(1, function* () {
        expect((yield* hand.poll(first)).ready).toBe(true);
        expect((yield* hand.poll(second)).ready).toBe(false);
      });
      for (const recv of [first, second]) yield* recv.drop();
      yield* receiver.drop();
      yield* sender.drop();
    });
  });
});

describe("a panic", () => {
  it("of a value's clone leaves the value to the others, and of its drop the channel in order", () => {
    run(function* () {
      const clones = { panics: true };
      const [sender, first] = yield* broadcast<object>(1);
      const second = yield* sender.subscribe();
      const value = {
        *clone(): Op<string> {
          if (clones.panics) panic("clone");
          return "clone";
        },
        *drop(): Op<void> {
          panic("drop");
        },
      };
      yield* sender.send(value);
      expect(yield* catchUnwind(() => first.tryRecv())).toMatchObject({ ok: false, panic: { payload: "clone" } });
      clones.panics = false;
      expect(yield* catchUnwind(() => second.tryRecv())).toMatchObject({ ok: false, panic: { payload: "drop" } });
      expect(yield* sender.send({ next: true })).toEqual({ ok: true, value: 2 });
      expect(yield* first.tryRecv()).toEqual({ ok: true, value: { next: true } });
      yield* first.drop();
      yield* second.drop();
      yield* sender.drop();
    });
  });

  it("of a wake leaves the others asleep, and no lock held", () => {
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(1);
      const panicky = new Hand("panicky", {
        reactions: {
          *wake() {
            panic("wake");
          },
        },
      });
      const recv = receiver.recv();
      yield* panicky.poll(recv);
      expect(yield* catchUnwind(() => sender.send(1))).toMatchObject({ ok: false, panic: { payload: "wake" } });
      yield* recv.drop();
      expect(yield* receiver.tryRecv()).toEqual({ ok: true, value: 1 });
      yield* receiver.drop();
      yield* sender.drop();
    });
  });
});

describe("what a broadcast channel tells", () => {
  it("names each message the same from its send to its drop", () => {
    const told: string[] = [];
    const names = new Map<unknown, string>();
    const onEvent = (each: SimEvent): void => {
      const event = each as RuntimeEvent;
      if (!event.type.startsWith("channel.")) return;
      const message = "message" in event ? event.message : null;
      if (event.type === "channel.send") names.set(message, `m${names.size}`);
      told.push([event.type.slice("channel.".length), names.get(message)].join(" ").trim());
    };
    run(function* () {
      const [sender, receiver] = yield* broadcast<number>(1);
      yield* sender.send(7);
      yield* receiver.tryRecv();
      yield* sender.send(7);
      yield* sender.send(7);
      yield* sender.drop();
      yield* receiver.drop();
    }, onEvent);
    expect(told).toEqual([
      ...["new", "send m0", "receive m0", "drop m0"],
      ...["send m1", "send m2", "drop m1", "close", "drop m2", "end"],
    ]);
  });
});
