/**
 * `StateCell`, after tokio's `time/entry.rs`: the word that says when a timer is due, or that it is about to
 * fire, or that it has fired; its result; and who is to be woken.
 *
 * The word is written with the driver's lock held, but for one thing: the timer's owner may move it to a
 * later tick by compare-and-exchange (`extendExpiration`). So whoever is about to fire the timer
 * exchanges, too (`markPending`), and sees a tick that was moved meanwhile. The result is written before the
 * word says DEREGISTERED (Release), and read after that was seen (Acquire).
 */
import { AtomicU64, assertOrPanic, type Op, UnsafeCell } from "../../sim/index.ts";
import type { Waker } from "../future/waker.ts";
import { AtomicWaker } from "../sync/atomic-waker.ts";
import { type Tick, tickOf } from "./tick.ts";

/** It has fired, or was never registered. */
export const STATE_DEREGISTERED = 0xffff_ffff_ffff_ffffn;
/** It is in the list of those about to fire. */
export const STATE_PENDING_FIRE = STATE_DEREGISTERED - 1n;
/** From here on a word is no tick. */
const STATE_MIN_VALUE = STATE_PENDING_FIRE;

/** `shutdown`: the driver has ended. */
export type TimerResult = "ok" | "shutdown";

const show = (word: bigint): string => {
  if (word === STATE_DEREGISTERED) return "DEREGISTERED";
  return word === STATE_PENDING_FIRE ? "PENDING_FIRE" : String(word);
};

export class StateCell {
  readonly word: AtomicU64;
  private readonly result: UnsafeCell<TimerResult>;
  private readonly waker: AtomicWaker;

  /** `name` is for traces. */
  constructor(name: string) {
    this.word = new AtomicU64(STATE_DEREGISTERED, { name: `${name}.state`, show });
    this.result = new UnsafeCell<TimerResult>("ok", `${name}.result`);
    this.waker = new AtomicWaker(`${name}.waker`);
  }

  *isPending(): Op<boolean> {
    return (yield* this.word.load("Relaxed")) === STATE_PENDING_FIRE;
  }

  /** When it is due; null where it is not registered. */
  *when(): Op<Tick | null> {
    const word = yield* this.word.load("Relaxed");
    return word === STATE_DEREGISTERED ? null : tickOf(word);
  }

  /** The result; null while it has not fired, and then `waker` will be woken. */
  *poll(waker: Waker): Op<TimerResult | null> {
    // First the waker, then the look: whoever fires sees the waker, or we see that it fired.
    yield* this.waker.registerByRef(waker);
    // Acquire: the result was written before.
    const word = yield* this.word.load("Acquire");
    return word === STATE_DEREGISTERED ? yield* this.result.get() : null;
  }

  /** With the lock: it is about to fire, unless it is due after `notAfter`: then when. */
  *markPending(notAfter: Tick): Op<Tick | null> {
    let word = yield* this.word.load("Relaxed");
    for (;;) {
      assertOrPanic(word < STATE_MIN_VALUE, "mark_pending called when the timer entry is in an invalid state");
      if (word > notAfter) return tickOf(word);
      const swap = yield* this.word.compareExchange(word, STATE_PENDING_FIRE, "AcqRel", "Acquire");
      if (swap.ok) return null;
      word = swap.actual;
    }
  }

  /** With the lock: it has fired, as `fired` is told; gives out whom to wake once the lock is released. */
  *fire(result: TimerResult, fired: () => void): Op<Waker | null> {
    const word = yield* this.word.load("Relaxed");
    if (word === STATE_DEREGISTERED) return null;
    yield* this.result.set(result);
    // Release: the result is seen by whoever sees this.
    yield* this.word.store(STATE_DEREGISTERED, "Release");
    fired();
    return yield* this.waker.takeWaker();
  }

  /** With the lock, by the timer's owner: it is registered, due at `when`. Relaxed: the lock orders it. */
  *setExpiration(when: Tick): Op<void> {
    const word = BigInt(when);
    assertOrPanic(word < STATE_MIN_VALUE, "timestamp < STATE_MIN_VALUE");
    yield* this.word.store(word, "Relaxed");
  }

  /** By the timer's owner, without the lock: moves it to `when`, unless that is earlier or it is past moving. */
  *extendExpiration(when: Tick): Op<boolean> {
    const next = BigInt(when);
    let word = yield* this.word.load("Relaxed");
    for (;;) {
      if (next < word || word >= STATE_MIN_VALUE) return false;
      const swap = yield* this.word.compareExchangeWeak(word, next, "AcqRel", "Acquire");
      if (swap.ok) return true;
      word = swap.actual;
    }
  }

  /** False: it is in no list of the driver's. */
  *mightBeRegistered(): Op<boolean> {
    return (yield* this.word.load("Relaxed")) !== STATE_DEREGISTERED;
  }

  drop(): Op<void> {
    return this.waker.drop();
  }
}
