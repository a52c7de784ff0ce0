/** What both ends of a oneshot channel share: the state word, the value, and a waker for each end. */
import { assertOrPanic, dropInPlace, type Op, observing, UnsafeCell } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Context } from "../future/context.ts";
import { PENDING, type Poll, READY, ready } from "../future/poll.ts";
import { IS_CLOSED, type Result } from "../future/result.ts";
import { showWaker, type Waker } from "../future/waker.ts";
import { pollCooperatively } from "../task/coop-futures.ts";
import {
  isClosed,
  isComplete,
  isRxTaskSet,
  isTxTaskSet,
  OneshotState,
  RX_TASK_SET,
  TX_TASK_SET,
} from "./oneshot-state.ts";

/** What is sent, as an object: two equal values are two messages. */
export interface Parcel<T> {
  readonly value: T;
}

export class OneshotInner<T> {
  readonly state: OneshotState;
  private readonly value: UnsafeCell<Parcel<T> | null>;
  private readonly rxTask: UnsafeCell<Waker | null>;
  private readonly txTask: UnsafeCell<Waker | null>;

  constructor(name: string) {
    this.state = new OneshotState(`${name}.state`);
    this.value = new UnsafeCell<Parcel<T> | null>(null, { name: `${name}.value`, show: showParcel });
    this.rxTask = new UnsafeCell<Waker | null>(null, { name: `${name}.rxTask`, show: showWaker });
    this.txTask = new UnsafeCell<Waker | null>(null, { name: `${name}.txTask`, show: showWaker });
    if (observing()) tell({ type: "channel.new", channel: this });
  }

  /** The sender's, once: sends `parcel`. False: it is closed, and the parcel is the sender's still. */
  *send(parcel: Parcel<T>): Op<boolean> {
    yield* this.value.set(parcel);
    if (yield* this.complete(parcel)) return true;
    yield* this.value.set(null);
    return false;
  }

  /** The sender is through. False: the receiver was first, and takes nothing any more. */
  *complete(parcel: Parcel<T> | null): Op<boolean> {
    const before = yield* this.state.setComplete();
    if (isClosed(before)) return false;
    if (parcel !== null && observing()) tell({ type: "channel.send", channel: this, message: parcel });
    if (isRxTaskSet(before)) yield* this.rxTask.with(wakeByRef);
    return true;
  }

  /** The receiver takes nothing that has not been sent. The word before. */
  *close(): Op<number> {
    const before = yield* this.state.setClosed();
    if (observing()) tell({ type: "channel.close", channel: this });
    if (isTxTaskSet(before) && !isComplete(before)) yield* this.txTask.with(wakeByRef);
    return before;
  }

  /** The receiver's: ready when the sender is through, or it is closed. */
  pollRecv(cx: Context): Op<Poll<Result<T, "closed">>> {
    return pollCooperatively(cx, () => this.pollReceived(cx.waker));
  }

  private *pollReceived(waker: Waker): Op<Poll<Result<T, "closed">>> {
    const word = yield* this.register(this.rxTask, RX_TASK_SET, endsReceiving, waker);
    if (isComplete(word)) return ready(yield* this.received());
    return isClosed(word) ? ready(IS_CLOSED) : PENDING;
  }

  /** The sender's: ready when the receiver takes nothing any more. */
  pollClosed(cx: Context): Op<Poll<void>> {
    return pollCooperatively(cx, () => this.pollNotTaking(cx.waker));
  }

  private *pollNotTaking(waker: Waker): Op<Poll<void>> {
    return isClosed(yield* this.register(this.txTask, TX_TASK_SET, isClosed, waker)) ? READY : PENDING;
  }

  /** Sees to it that `waker`, of the end with this cell and bit, is woken, unless its wait `isOver`. The word. */
  private *register(
    cell: UnsafeCell<Waker | null>,
    bit: number,
    isOver: (word: number) => boolean,
    waker: Waker,
  ): Op<number> {
    let word = yield* this.state.load();
    if (isOver(word)) return word;
    if ((word & bit) !== 0 && !(yield* willWake(cell, waker))) {
      word = yield* this.state.unsetTask(bit);
      if (isOver(word)) {
        // The other end may be reading the cell. Set again, so that the waker is dropped with the channel.
        yield* this.state.setTask(bit);
        return word;
      }
      yield* dropTask(cell);
    }
    if ((word & bit) !== 0) return word;
    yield* cell.set(yield* waker.clone());
    return yield* this.state.setTask(bit);
  }

  /** The sender is through: the value is the receiver's, if there is one. */
  *received(): Op<Result<T, "closed">> {
    const parcel = yield* this.value.replace(null);
    if (parcel === null) return IS_CLOSED;
    if (observing()) tell({ type: "channel.receive", channel: this, message: parcel });
    return { ok: true, value: parcel.value };
  }

  hasValue(): Op<boolean> {
    return this.value.with(isThere);
  }

  /** The receiver's drop. What lies here is dropped at once: the sender may keep its end for long. */
  *dropReceiver(): Op<void> {
    const before = yield* this.close();
    if (isComplete(before)) {
      yield* this.dropValue();
    } else if (isRxTaskSet(before)) {
      // CLOSED came before VALUE_SENT, which will never be set: the sender does not look at the cell.
      yield* this.state.unsetTask(RX_TASK_SET);
      yield* dropTask(this.rxTask);
    }
  }

  /** Both ends are gone. */
  *drop(): Op<void> {
    const word = yield* this.state.loadAlone();
    if (isRxTaskSet(word)) yield* dropTask(this.rxTask);
    if (isTxTaskSet(word)) yield* dropTask(this.txTask);
    yield* this.dropValue();
    if (observing()) tell({ type: "channel.end", channel: this });
  }

  private *dropValue(): Op<void> {
    const parcel = yield* this.value.replace(null);
    if (parcel === null) return;
    if (observing()) tell({ type: "channel.drop", channel: this, message: parcel });
    yield* dropInPlace(parcel.value);
  }
}

/** The receiver waits no longer. */
function endsReceiving(word: number): boolean {
  return isComplete(word) || isClosed(word);
}

function* wakeByRef(waker: Waker | null): Op<void> {
  assertOrPanic(waker !== null, "the task bit is set, so there is a waker");
  yield* waker.wakeByRef();
}

function* willWake(cell: UnsafeCell<Waker | null>, waker: Waker): Op<boolean> {
  return (yield* cell.get())?.willWake(waker) === true;
}

function* dropTask(cell: UnsafeCell<Waker | null>): Op<void> {
  const waker = yield* cell.replace(null);
  assertOrPanic(waker !== null, "the task bit was set, so there is a waker");
  yield* waker.drop();
}

function* isThere(parcel: unknown): Op<boolean> {
  return parcel !== null;
}

function showParcel(parcel: Parcel<unknown> | null): string {
  if (parcel === null) return "none";
  const { value } = parcel;
  return typeof value === "object" && value !== null ? ((value as { label?: string }).label ?? "a value") : `${value}`;
}
