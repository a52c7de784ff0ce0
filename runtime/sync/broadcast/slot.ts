/**
 * One place of the ring. All of it belongs to whoever has its lock, under which values are cloned and dropped:
 * foreign code, which must not touch the channel.
 */
import {
  AtomicUsize,
  dropInPlace,
  Mutex,
  type MutexGuard,
  type Op,
  observing,
  UnsafeCell,
} from "../../../sim/index.ts";
import { tell } from "../../events.ts";

/** `Clone`, for values to which copying the reference would not do. */
export interface Cloneable<T> {
  clone(): Op<T>;
}

/** A value on its way to several receivers: what monitors tell it by. */
export class Message<T> {
  readonly value: T;

  constructor(value: T) {
    this.value = value;
  }

  /** A receiver's own. */
  *clone(): Op<T> {
    return isCloneable<T>(this.value) ? yield* this.value.clone() : this.value;
  }
}

export class Slot<T> {
  /** Which `send` this is the value of. */
  pos: number;
  /** How many receivers have yet to see the value. */
  readonly rem: AtomicUsize;
  private readonly val: UnsafeCell<Message<T> | null>;

  constructor(pos: number, label: string) {
    this.pos = pos;
    this.rem = new AtomicUsize(0, `${label}.rem`);
    this.val = new UnsafeCell<Message<T> | null>(null, { name: `${label}.val`, show: showMessage });
  }

  /** The value of the `send` at `pos`, for `rem` receivers. What was there is dropped: some have missed it. */
  *put(channel: object, pos: number, rem: number, value: T): Op<void> {
    this.pos = pos;
    yield* this.rem.store(rem, "Relaxed");
    const message = new Message(value);
    if (observing()) tell({ type: "channel.send", channel, message });
    yield* this.dropMessage(channel, yield* this.val.replace(message));
  }

  message(): Op<Message<T> | null> {
    return this.val.get();
  }

  /** Drops the value, if there is one. */
  *clear(channel: object): Op<void> {
    yield* this.dropMessage(channel, yield* this.val.replace(null));
  }

  private *dropMessage(channel: object, message: Message<T> | null): Op<void> {
    if (message === null) return;
    if (observing()) tell({ type: "channel.drop", channel, message });
    yield* dropInPlace(message.value);
  }
}

/** The next value of a receiver, locked. Dropping it counts the value as seen; the last to see it drops it. */
export class RecvGuard<T> {
  private readonly channel: object;
  private readonly slot: MutexGuard<Slot<T>>;

  constructor(channel: object, slot: MutexGuard<Slot<T>>) {
    this.channel = channel;
    this.slot = slot;
  }

  /** What a receiver gets: null is not to be expected. */
  *cloneValue(receiver: object): Op<Message<T> | null> {
    const message = yield* this.slot.value.message();
    if (message === null) return null;
    const clone = new Message(yield* message.clone());
    if (observing()) tell({ type: "channel.receive", channel: this.channel, message, receiver });
    return clone;
  }

  *drop(): Op<void> {
    try {
      const { value: slot } = this.slot;
      if ((yield* slot.rem.fetchSub(1, "SeqCst")) === 1) yield* slot.clear(this.channel);
    } finally {
      yield* this.slot.drop();
    }
  }
}

/** A ring of `capacity` places, none of which has been written: their positions lie before the first. */
export function newRing<T>(capacity: number, label: string): readonly Mutex<Slot<T>>[] {
  return Array.from(
    { length: capacity },
    (_, i) => new Mutex(new Slot<T>(i - capacity, `${label}.slot${i}`), `${label}.slot${i}.lock`),
  );
}

function isCloneable<T>(value: unknown): value is Cloneable<T> {
  return typeof value === "object" && value !== null && typeof (value as Partial<Cloneable<T>>).clone === "function";
}

function showMessage(message: Message<unknown> | null): string {
  return message === null ? "none" : "some value";
}
