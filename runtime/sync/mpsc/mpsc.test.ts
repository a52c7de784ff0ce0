import { describe, expect, it } from "vitest";
import { catchUnwind, dropInPlace, type Op, Owned, panic, spawn } from "../../../sim/index.ts";
import { async_, wait } from "../../future/async.ts";
import { blockOn } from "../../future/block-on.ts";
import { Context } from "../../future/context.ts";
import { PENDING, ready } from "../../future/poll.ts";
import { RecordingWaker } from "../../future/recording-waker.ts";
import { runClean, runOnce, verdicts } from "../../future/testing/run.ts";
import { withBudget } from "../../task/coop.ts";
import { channel, unboundedChannel } from "./channel.ts";
import type { Receiver, UnboundedReceiver } from "./receiver.ts";
import type { Sender } from "./sender.ts";

class Value extends Owned {
  readonly sort = "value";

  constructor() {
    super(null);
  }

  *drop(): Op<void> {
    this.consume("dropped");
  }
}

/** Runs `body` with both ends of a channel and a context whose waker records; drops what is left of them. */
function* withChannel(
  capacity: number,
  body: (tx: Sender<number>, rx: Receiver<number>, cx: Context, calls: RecordingWaker) => Op<void>,
): Op<void> {
  const [tx, rx] = yield* channel<number>(capacity, { blockSlots: 2 });
  const calls = new RecordingWaker("task");
  const waker = calls.waker();
  yield* body(tx, rx, new Context(waker), calls);
  for (const end of [tx, rx]) if (!end.consumed) yield* end.drop();
  yield* waker.drop();
}

function* receiveAll(rx: Receiver<number> | UnboundedReceiver<number>): Op<number[]> {
  const got: number[] = [];
  for (let next = yield* blockOn(rx.recv()); next !== null; next = yield* blockOn(rx.recv())) got.push(next);
  return got;
}

describe("mpsc", () => {
  it("passes messages on in order, through blocks of every size, and reuses the blocks", () => {
    for (const blockSlots of [1, 2, 4, 8, 16, 32]) {
      runClean(function* () {
        const [tx, rx] = yield* unboundedChannel<number>({ blockSlots });
        const numbers = Array.from({ length: 80 }, (_, i) => i);
        for (const half of [numbers.slice(0, 40), numbers.slice(40)]) {
          for (const number of half) yield* tx.send(number);
          expect(yield* rx.len()).toBe(40);
          for (const number of half) expect(yield* rx.tryRecv()).toEqual({ ok: true, value: number });
        }
        expect(yield* rx.tryRecv()).toEqual({ ok: false, error: "empty" });
        yield* tx.drop();
        expect(yield* rx.tryRecv()).toEqual({ ok: false, error: "disconnected" });
        yield* rx.drop();
      });
    }
  });

  it("refuses blocks whose size is no power of two up to 32, and channels without room", () => {
    for (const blockSlots of [0, 3, 64]) {
      expect(() => runOnce(() => unboundedChannel({ blockSlots }))).toThrow(`a block of ${blockSlots} slots`);
    }
    expect(runOnce(() => channel(0))?.message).toContain("mpsc bounded channel requires buffer > 0");
  });

  it("is full at its capacity, gives messages back that it does not take, and counts its room", () => {
    runClean(() =>
      withChannel(2, function* (tx, rx) {
        expect(yield* tx.trySend(1)).toEqual({ ok: true, value: undefined });
        expect(yield* tx.capacity()).toBe(1);
        yield* tx.trySend(2);
        expect(yield* tx.trySend(3)).toEqual({ ok: false, error: { kind: "full", value: 3 } });
        yield* rx.close();
        expect(yield* tx.trySend(3)).toEqual({ ok: false, error: { kind: "closed", value: 3 } });
        expect(yield* blockOn(tx.send(3))).toEqual({ ok: false, error: { kind: "closed", value: 3 } });
        expect(yield* receiveAll(rx)).toEqual([1, 2]);
        expect([yield* rx.capacity(), yield* rx.maxCapacity(), yield* tx.maxCapacity()]).toEqual([2, 2, 2]);
        expect(yield* rx.tryRecv()).toEqual({ ok: false, error: "disconnected" });
      }),
    );
  });

  it("wakes a receiver that waits, and a sender that waits for room", () => {
    runClean(() =>
      withChannel(1, function* (tx, rx, cx, calls) {
        expect(yield* rx.pollRecv(cx)).toBe(PENDING);
        yield* tx.trySend(1);
        expect(calls.wakes).toBe(1);
        const sending = tx.send(2);
        expect(yield* sending.poll(cx)).toBe(PENDING);
        expect(yield* rx.pollRecv(cx)).toEqual(ready(1));
        expect(calls.wakes).toBe(2);
        expect(yield* sending.poll(cx)).toEqual(ready({ ok: true, value: undefined }));
        yield* sending.drop();
        expect(yield* rx.pollRecv(cx)).toEqual(ready(2));
      }),
    );
  });

  it("loses neither room nor messages when a send or a receive is cancelled", () => {
    runClean(() =>
      withChannel(1, function* (tx, rx, cx) {
        yield* tx.trySend(1);
        const first = tx.send(2);
        const second = tx.send(3);
        expect(yield* first.poll(cx)).toBe(PENDING);
        expect(yield* second.poll(cx)).toBe(PENDING);
        expect(yield* rx.pollRecv(cx)).toEqual(ready(1));
        yield* first.drop(); // it has been given the room
        expect((yield* second.poll(cx)).ready).toBe(true);
        yield* second.drop();
        const receiving = rx.recv();
        expect(yield* receiving.poll(cx)).toEqual(ready(3));
        yield* receiving.drop();
        expect(yield* tx.capacity()).toBe(1);
      }),
    );
  });

  it("reserves room, one by one or many at once, and takes it back from dropped permits", () => {
    runClean(() =>
      withChannel(3, function* (tx, rx) {
        expect(yield* tx.tryReserveMany(4)).toEqual({ ok: false, error: "full" });
        expect(yield* blockOn(tx.reserveMany(4))).toEqual({ ok: false, error: "closed" });
        const many = yield* blockOn(tx.reserveMany(3));
        if (!many.ok) throw new Error("there was room for three");
        expect(yield* tx.tryReserve()).toEqual({ ok: false, error: "full" });
        const permit = many.value.next();
        expect(many.value.length).toBe(2);
        yield* many.value.drop();
        expect(yield* tx.capacity()).toBe(2);
        yield* (permit as NonNullable<typeof permit>).send(7);
        expect(yield* rx.tryRecv()).toEqual({ ok: true, value: 7 });
        const owned = yield* blockOn((yield* tx.clone()).reserveOwned());
        if (!owned.ok) throw new Error("there was room for one");
        const back = yield* owned.value.send(8);
        expect(back.sameChannel(tx)).toBe(true);
        expect(yield* tx.strongCount()).toBe(2);
        yield* back.drop();
        expect(yield* rx.isEmpty()).toBe(false);
      }),
    );
  });

  it("is not disconnected for as long as somebody may send with a permit", () => {
    runClean(() =>
      withChannel(1, function* (tx, rx) {
        const permit = yield* tx.tryReserve();
        yield* rx.close();
        expect(yield* rx.tryRecv()).toEqual({ ok: false, error: "empty" });
        if (permit.ok) yield* permit.value.send(1);
        expect(yield* rx.tryRecv()).toEqual({ ok: true, value: 1 });
        expect(yield* rx.tryRecv()).toEqual({ ok: false, error: "disconnected" });
      }),
    );
  });

  it("receives many at once up to the limit, behind what is in the buffer, and says 0 only at the end", () => {
    runClean(() =>
      withChannel(4, function* (tx, rx) {
        for (const each of [1, 2, 3]) yield* tx.trySend(each);
        const buffer = [0];
        expect(yield* blockOn(rx.recvMany(buffer, 0))).toBe(0);
        expect(yield* blockOn(rx.recvMany(buffer, 2))).toBe(2);
        expect(yield* tx.capacity()).toBe(3);
        yield* tx.drop();
        expect(yield* rx.blockingRecvMany(buffer, 9)).toBe(1);
        expect(yield* blockOn(rx.recvMany(buffer, 9))).toBe(0);
        expect(buffer).toEqual([0, 1, 2, 3]);
      }),
    );
  });

  it("counts strong and weak senders, and upgrades a weak one as long as there is a strong one", () => {
    runClean(() =>
      withChannel(1, function* (tx, rx) {
        const weak = yield* tx.downgrade();
        const other = yield* weak.clone();
        expect([yield* rx.senderStrongCount(), yield* rx.senderWeakCount(), yield* tx.weakCount()]).toEqual([1, 2, 2]);
        yield* other.drop();
        const strong = yield* weak.upgrade();
        expect([yield* weak.strongCount(), yield* weak.weakCount()]).toEqual([2, 1]);
        yield* dropInPlace(strong);
        yield* tx.drop();
        expect(yield* rx.isClosed()).toBe(true);
        expect(yield* weak.upgrade()).toBeNull();
        yield* weak.drop();
      }),
    );
  });

  it("drops what nobody received: in the channel, on its way into it, and where a drop panics", () => {
    runClean(function* () {
      const [tx, rx] = yield* channel<Value>(2, { blockSlots: 1 });
      const permit = yield* tx.tryReserve();
      yield* tx.trySend(new Value());
      const sending = tx.send(new Value());
      yield* sending.drop();
      yield* rx.drop();
      if (permit.ok) yield* permit.value.send(new Value());
      yield* tx.drop();
    });
    runClean(function* () {
      const [tx, rx] = yield* unboundedChannel<Value | { drop(): Op<void> }>();
      yield* tx.send({ drop: () => panic("drop") });
      yield* tx.send(new Value());
      expect((yield* catchUnwind(() => rx.drop())).ok).toBe(false);
      yield* tx.drop();
    });
  });

  it("uses up the budget: a receiver that never has to wait is pending once it is gone", () => {
    runClean(function* () {
      const [tx, rx] = yield* unboundedChannel<number>();
      for (let i = 0; i < 3; i++) yield* tx.send(i);
      const calls = new RecordingWaker("task");
      const waker = calls.waker();
      const cx = new Context(waker);
      yield* withBudget(2, function* () {
        expect([yield* rx.pollRecv(cx), yield* rx.pollRecv(cx)]).toEqual([ready(0), ready(1)]);
        expect(yield* rx.pollRecv(cx)).toBe(PENDING);
      });
      expect(calls.wakes).toBe(1);
      yield* waker.drop();
      yield* tx.drop();
      yield* rx.drop();
    });
  });

  it("takes a permit that outlives its sender for a use after the move", () => {
    const found = runOnce(function* () {
      const [tx, rx] = yield* channel<number>(1);
      const permit = yield* tx.tryReserve();
      yield* tx.drop();
      if (permit.ok) yield* permit.value.send(1);
      yield* rx.drop();
    });
    expect(found?.kind).toBe("use-after-move");
  });

  it("says that the channel is closed to whoever waits for it, in every schedule", () => {
    const kinds = verdicts(function* () {
      const [tx, rx] = yield* channel<number>(1);
      const thread = yield* spawn(() => rx.drop(), "left");
      yield* blockOn(
        async_(function* () {
          yield* wait(tx.closed());
          expect(yield* tx.isClosed()).toBe(true);
        }),
      );
      yield* tx.drop();
      yield* thread.join();
    });
    expect(kinds).toEqual(["clean"]);
  });
});
