/**
 * `Arc<T>` and `Weak<T>`: shared ownership with explicit clone and drop. The counts are real atomic
 * steps, so a schedule can come between any two of them. See `arc-inner.ts` for the protocol.
 */
import { fence } from "../atomic/fence.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { ArcInner, WEAK_LOCKED } from "./arc-inner.ts";
import { Owned } from "./owned.ts";
import type { RawPtr } from "./raw-ptr.ts";

/** What an arc of `pointer` shares; only pointers that came from an arc have it. */
function innerOf<T>(pointer: RawPtr<T>): ArcInner<T> {
  if (pointer instanceof ArcInner) return pointer as ArcInner<T>;
  throw new UsageError(`${pointer.label} was not made by Arc.intoRaw: give Arc only pointers that came from an Arc`);
}

export class Arc<T> extends Owned {
  readonly sort = "arc";
  private readonly inner: ArcInner<T>;

  /** `Arc::new(content)`; `name` is for traces. `inner` is for further references to one value. */
  constructor(content: T, name?: string, inner?: ArcInner<T>) {
    super(name ?? null);
    this.inner = inner ?? new ArcInner(content, name);
  }

  /** `Arc::from_raw(pointer)`: takes over one strong reference. */
  static fromRaw<T>(pointer: RawPtr<T>): Arc<T> {
    return another(innerOf(pointer));
  }

  /** `Arc::increment_strong_count(pointer)`. */
  static incrementStrongCount<T>(pointer: RawPtr<T>): Op<void> {
    return innerOf(pointer).retain();
  }

  /** `Arc::decrement_strong_count(pointer)`: drops the value with the last reference. */
  static decrementStrongCount<T>(pointer: RawPtr<T>): Op<void> {
    return innerOf(pointer).release();
  }

  /** `&*arc`: a checked read of the value. */
  get(): Op<T> {
    this.use("get()");
    return this.inner.get();
  }

  *clone(): Op<Arc<T>> {
    this.use("clone()");
    yield* this.inner.retain();
    return another(this.inner);
  }

  /** The last one drops the value. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.inner.release();
  }

  *downgrade(): Op<Weak<T>> {
    this.use("downgrade()");
    const { weak } = this.inner;
    // Relaxed: only a guess for the exchange.
    let seen = yield* weak.load("Relaxed");
    for (;;) {
      if (seen === WEAK_LOCKED) {
        yield* yieldNow();
        seen = yield* weak.load("Relaxed");
        continue;
      }
      // Acquire: pairs with the Release that unlocks `weak` in `getMut`.
      const swap = yield* weak.compareExchangeWeak(seen, seen + 1, "Acquire", "Relaxed");
      if (swap.ok) return new Weak(this.inner);
      seen = swap.actual;
    }
  }

  /** `Arc::get_mut`: the value, to change it, if there is no other reference; else null. */
  *getMut(): Op<T | null> {
    this.use("getMut()");
    const { strong, weak } = this.inner;
    // Locks `weak` against `downgrade`. Acquire: pairs with the Release of dropped weak references,
    // so that a strong one that was made from them by `upgrade` is seen below.
    const locked = yield* weak.compareExchange(1, WEAK_LOCKED, "Acquire", "Relaxed");
    if (!locked.ok) return null;
    // Acquire: pairs with the Release of the references that were dropped: their uses are over.
    const unique = (yield* strong.load("Acquire")) === 1;
    // Release: whoever downgrades next sees the count that was read here as past.
    yield* weak.store(1, "Release");
    return unique ? yield* this.inner.getMut() : null;
  }

  /** `Arc::into_inner`: the value, not dropped, if this was the last reference; else null. */
  *intoInner(): Op<T | null> {
    this.consume("moved out of");
    // Release, and Acquire below: as in `drop`.
    const before = yield* this.inner.strong.fetchSub(1, "Release");
    if (before !== 1) return null;
    yield* fence("Acquire");
    const content = yield* this.inner.takeContent();
    yield* this.inner.releaseWeak();
    return content;
  }

  /** The count as it was at some moment. */
  strongCount(): Op<number> {
    this.use("strongCount()");
    return this.inner.strong.load("Relaxed");
  }

  /** The count of weak references, without the one that all strong ones hold together. */
  *weakCount(): Op<number> {
    this.use("weakCount()");
    const weak = yield* this.inner.weak.load("Relaxed");
    return weak === WEAK_LOCKED ? 0 : weak - 1;
  }

  /** `Arc::ptr_eq`. */
  ptrEq(other: Arc<T>): boolean {
    this.use("ptrEq()");
    return this.inner === other.inner;
  }

  /** `Arc::into_raw(arc)`: the holder of the pointer answers for one strong reference. */
  intoRaw(): RawPtr<T> {
    this.consume("turned into a raw pointer");
    return this.inner.expose();
  }

  /** `Arc::as_ptr(&arc)`: the same pointer, without giving up the reference. */
  asPtr(): RawPtr<T> {
    this.use("asPtr()");
    return this.inner;
  }

  /** The value, without an access: for monitors and for tests only. */
  peek(): T {
    return this.inner.peek();
  }
}

/** A reference to the memory that does not keep the value alive. */
export class Weak<T> extends Owned {
  readonly sort = "weak";
  private readonly inner: ArcInner<T>;

  /** Use `downgrade`. */
  constructor(inner: ArcInner<T>) {
    super(nameOf(inner));
    this.inner = inner;
  }

  /** A strong reference, or null when the value was dropped. */
  *upgrade(): Op<Arc<T> | null> {
    this.use("upgrade()");
    // Acquire: what the holders published before is seen by whoever gets a reference from here.
    // Relaxed on failure: nothing is taken then.
    const up = yield* this.inner.strong.fetchUpdate("Acquire", "Relaxed", (n) => (n === 0 ? undefined : n + 1));
    return up.ok ? another(this.inner) : null;
  }

  *clone(): Op<Weak<T>> {
    this.use("clone()");
    yield* this.inner.retainWeak();
    return new Weak(this.inner);
  }

  /** The last one, after the last `Arc`, frees the memory. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.inner.releaseWeak();
  }

  /** `Weak::ptr_eq`. */
  ptrEq(other: Weak<T>): boolean {
    this.use("ptrEq()");
    return this.inner === other.inner;
  }
}

function another<T>(inner: ArcInner<T>): Arc<T> {
  return new Arc(inner.peek(), nameOf(inner) ?? undefined, inner);
}

function nameOf(inner: ArcInner<unknown>): string | null {
  return inner.role === inner.sort ? null : inner.role;
}
