/**
 * A single-slot registration under a lock, after embassy's (`embassy-sync/src/waitqueue/`): whoever
 * registers takes the slot, and a waker of another task that lay there is woken, not dropped, for
 * nobody would wake it any more. Wakers run with the lock free: they may come back here.
 */
import { Mutex, type Op } from "../../sim/index.ts";
import type { Waker } from "../future/waker.ts";

export class WakerRegistration {
  private readonly slot: Mutex<Waker | null>;

  /** `name` is for traces. */
  constructor(name = "waker-registration") {
    this.slot = new Mutex<Waker | null>(null, `${name}.slot`);
  }

  /** Registers a clone of `waker`, unless the slot wakes the same task already. */
  *registerByRef(waker: Waker): Op<void> {
    const evicted = yield* this.slot.with(function* (before, slot) {
      if (before?.willWake(waker) === true) return null;
      slot.value = yield* waker.clone();
      return before;
    });
    if (evicted !== null) yield* evicted.wake();
  }

  /** Wakes and forgets the registered waker; nothing when there is none. */
  *wake(): Op<void> {
    const waker = yield* this.slot.with(take);
    if (waker !== null) yield* waker.wake();
  }

  /** Drops the registered waker; nobody else may be using it any more. */
  *drop(): Op<void> {
    const waker = yield* this.slot.with(take);
    if (waker !== null) yield* waker.drop();
  }
}

function* take(_waker: Waker | null, slot: { value: Waker | null }): Op<Waker | null> {
  const waker = slot.value;
  slot.value = null;
  return waker;
}
