/**
 * `tokio::sync::SetOnce`, after its `sync/set_once.rs`: a value that is set once, and a wait for that.
 *
 * Whoever waits makes its `Notified` before it looks for the last time, with the lock that the setter holds: a
 * setter that it does not see notifies it.
 */
import { AtomicBool, dropInPlace, type MutexGuard, type Op, UnsafeCell } from "../../sim/index.ts";
import { async_, wait } from "../future/async.ts";
import type { Future } from "../future/future.ts";
import { OK, type Result } from "../future/result.ts";
import { InternalMutex } from "./internal-mutex.ts";
import { Notify } from "./notify.ts";

export class SetOnce<T> {
  private readonly valueSet: AtomicBool;
  private readonly value: UnsafeCell<T | null>;
  private readonly notify: Notify;
  /** One setter at a time. */
  private readonly lock: InternalMutex<null>;

  constructor(label = "set-once") {
    this.valueSet = new AtomicBool(false, `${label}.valueSet`);
    this.value = new UnsafeCell<T | null>(null, `${label}.value`);
    this.notify = new Notify(`${label}.notify`);
    this.lock = new InternalMutex(null, `${label}.lock`);
  }

  /** Acquire: pairs with the setter's Release. */
  initialized(): Op<boolean> {
    return this.valueSet.load("Acquire");
  }

  /** The value; null while there is none. */
  *get(): Op<T | null> {
    return (yield* this.initialized()) ? yield* this.value.get() : null;
  }

  /** Sets the value, and wakes who waits for it; the error is `value` itself, where there is one already. */
  *set(value: T): Op<Result<void, T>> {
    if (yield* this.initialized()) return { ok: false, error: value };
    const guard = yield* this.lock.lock("ignore");
    if (!(yield* this.setLocked(value, guard))) return { ok: false, error: value };
    yield* this.notify.notifyWaiters();
    return OK;
  }

  /** Resolves with the value once it is set. */
  wait(): Future<T> {
    const once = this;
    return async_(
      function* () {
        for (;;) {
          const value = yield* once.get();
          if (value !== null) return value;
          if (yield* once.waitOnce()) return (yield* once.value.get()) as T; // it is set
        }
      },
      { name: "SetOnce.wait" },
    );
  }

  /** Takes the value out; null where there is none. Ends the cell, as `drop` does. */
  *intoInner(): Op<T | null> {
    if (!(yield* this.valueSet.load("Relaxed"))) return null;
    yield* this.valueSet.store(false, "Relaxed");
    return yield* this.value.replace(null);
  }

  *drop(): Op<void> {
    if (yield* this.valueSet.load("Relaxed")) yield* dropInPlace(yield* this.value.replace(null));
  }

  /** Lets go of the lock. False: somebody else has set it. */
  private *setLocked(value: T, guard: MutexGuard<null>): Op<boolean> {
    const isFirst = !(yield* this.initialized());
    if (isFirst) {
      yield* this.value.set(value);
      // Release: whoever sees it set sees the value.
      yield* this.valueSet.store(true, "Release");
    }
    yield* guard.drop();
    return isFirst;
  }

  /** True: it is set, seen with the lock. False: it was not, and there was a notification since. */
  private *waitOnce(): Op<boolean> {
    const notified = yield* this.notify.notified();
    const guard = yield* this.lock.lock("ignore");
    const isSet = yield* this.valueSet.load("Relaxed");
    yield* guard.drop();
    if (isSet) yield* notified.drop();
    else yield* wait(notified);
    return isSet;
  }
}
