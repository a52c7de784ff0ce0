/**
 * `tokio::sync::OnceCell`, after its `sync/once_cell.rs`: a value that is computed once, by whoever asks first.
 *
 * The right to compute it is the one permit of a semaphore. Who is cancelled, panics or fails meanwhile gives it
 * back, and the next in the queue computes. Who succeeds closes the semaphore, which sends all others to the value.
 */
import { AtomicBool, assertOrPanic, dropInPlace, type Op, UnsafeCell } from "../../sim/index.ts";
import { async_, wait } from "../future/async.ts";
import type { Future } from "../future/future.ts";
import { OK, type Result } from "../future/result.ts";
import { Semaphore } from "./semaphore.ts";
import type { SemaphorePermit } from "./semaphore-permit.ts";

/** Why a value was not taken, and the value. */
export interface SetError<T> {
  readonly kind: "already-initialized" | "initializing";
  readonly value: T;
}

export class OnceCell<T> {
  readonly semaphore: Semaphore;
  private readonly valueSet: AtomicBool;
  private readonly value: UnsafeCell<T | null>;

  constructor(label = "once-cell") {
    this.semaphore = new Semaphore(1, `${label}.semaphore`);
    this.valueSet = new AtomicBool(false, `${label}.valueSet`);
    this.value = new UnsafeCell<T | null>(null, `${label}.value`);
  }

  /** Acquire: pairs with the Release of whoever set the value. */
  initialized(): Op<boolean> {
    return this.valueSet.load("Acquire");
  }

  /** The value; null while there is none. */
  *get(): Op<T | null> {
    return (yield* this.initialized()) ? yield* this.value.get() : null;
  }

  /** Sets the value, unless there is one or somebody computes it. */
  *set(value: T): Op<Result<void, SetError<T>>> {
    if (yield* this.initialized()) return { ok: false, error: { kind: "already-initialized", value } };
    const permit = yield* this.semaphore.tryAcquire();
    if (permit.ok) {
      yield* this.setValue(value, permit.value);
      return OK;
    }
    const kind = permit.error === "closed" ? "already-initialized" : "initializing";
    return { ok: false, error: { kind, value } };
  }

  /** The value, which the future that `make` gives has computed if there was none. Does not drop the value. */
  getOrInit(make: () => Future<T>): Future<T> {
    const cell = this;
    return async_(
      function* () {
        const known = yield* cell.get();
        if (known !== null) return known;
        const acquired = yield* wait(cell.semaphore.acquire());
        if (!acquired.ok) return yield* cell.getSet();
        return yield* cell.compute(acquired.value, make);
      },
      { name: "getOrInit" },
    );
  }

  /** As `getOrInit`; where the computation fails, the next one tries. */
  getOrTryInit<E>(make: () => Future<Result<T, E>>): Future<Result<T, E>> {
    const cell = this;
    return async_(
      function* () {
        const known = yield* cell.get();
        if (known !== null) return { ok: true, value: known };
        const acquired = yield* wait(cell.semaphore.acquire());
        if (!acquired.ok) return { ok: true, value: yield* cell.getSet() };
        return yield* cell.tryCompute(acquired.value, make);
      },
      { name: "getOrTryInit" },
    );
  }

  *drop(): Op<void> {
    if (yield* this.valueSet.load("Relaxed")) yield* dropInPlace(yield* this.value.replace(null));
  }

  /** With the permit, which is given back where `make` is cancelled or panics. */
  private *compute(permit: SemaphorePermit, make: () => Future<T>): Op<T> {
    try {
      assertOrPanic(!(yield* this.initialized()), "assertion failed: !self.initialized()");
      yield* this.setValue(yield* wait(make()), permit);
    } finally {
      if (!permit.consumed) yield* permit.drop();
    }
    return (yield* this.value.get()) as T; // it was set just now
  }

  private *tryCompute<E>(permit: SemaphorePermit, make: () => Future<Result<T, E>>): Op<Result<T, E>> {
    try {
      assertOrPanic(!(yield* this.initialized()), "assertion failed: !self.initialized()");
      const computed = yield* wait(make());
      if (computed.ok) yield* this.setValue(computed.value, permit);
      return computed;
    } finally {
      if (!permit.consumed) yield* permit.drop();
    }
  }

  /** Takes the permit over. */
  private *setValue(value: T, permit: SemaphorePermit): Op<void> {
    yield* this.value.set(value);
    // Release: whoever sees it set sees the value.
    yield* this.valueSet.store(true, "Release");
    yield* this.semaphore.close();
    yield* permit.forgetPermits();
  }

  /** The value, after the semaphore was found closed. */
  private *getSet(): Op<T> {
    assertOrPanic(yield* this.initialized(), "assertion failed: self.initialized()");
    return (yield* this.value.get()) as T; // the semaphore is closed after the value was set
  }
}
