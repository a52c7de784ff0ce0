/**
 * What all `Arc`s and `Weak`s of one value share: the value and the two counts.
 *
 * All strong references together hold one weak one: the value is dropped when `strong` reaches 0,
 * the memory is freed when `weak` does. Steps and orderings are those of Rust's `alloc::sync`.
 */
import { ambient } from "../ambient.ts";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import { fence } from "../atomic/fence.ts";
import { finding, raise } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { dropInPlace } from "./droppable.ts";
import { RawPtr } from "./raw-ptr.ts";

/** A count of an `ArcInner`; `weak` is locked, for a moment, while it has this value. */
export const WEAK_LOCKED = 0xffff_ffff;

class Count extends AtomicUsize {
  private readonly inner: RawPtr<unknown>;
  private readonly field: string;

  constructor(inner: RawPtr<unknown>, field: string) {
    super(1);
    this.inner = inner;
    this.field = field;
  }

  override get label(): string {
    return `${this.inner.label}.${this.field}`;
  }

  override get role(): string {
    return `${this.inner.role}.${this.field}`;
  }
}

export class ArcInner<T> extends RawPtr<T> {
  override readonly sort = "arc inner";
  readonly strong: AtomicUsize;
  readonly weak: AtomicUsize;

  constructor(content: T, name: string | undefined) {
    super(content, name, false);
    this.strong = new Count(this, "strong");
    this.weak = new Count(this, "weak");
  }

  /** One more strong reference, by somebody who has one. */
  *retain(): Op<void> {
    // Relaxed: whoever clones has a reference, so nobody can free it meanwhile, and handing the new
    // one to another thread brings its own ordering.
    const before = yield* this.strong.fetchAdd(1, "Relaxed");
    this.expectAlive("clone()", before);
  }

  /** One more weak reference, by somebody who has one. */
  *retainWeak(): Op<void> {
    // Relaxed, for the same reason.
    const before = yield* this.weak.fetchAdd(1, "Relaxed");
    this.expectAlive("Weak.clone()", before);
  }

  /** One strong reference less; the last one drops the value. */
  *release(): Op<void> {
    // Release: what this thread did with the value happens before the last one drops it.
    const before = yield* this.strong.fetchSub(1, "Release");
    this.expectAlive("drop()", before);
    if (before !== 1) return;
    // Acquire: pairs with the Release of every other reference that was dropped before.
    yield* fence("Acquire");
    try {
      yield* dropInPlace(yield* this.takeContent());
    } finally {
      yield* this.releaseWeak();
    }
  }

  /** One weak reference less; the last one frees the memory. */
  *releaseWeak(): Op<void> {
    // Release, and Acquire below: all uses of the counts happen before the memory is freed.
    const before = yield* this.weak.fetchSub(1, "Release");
    this.expectAlive("Weak.drop()", before);
    if (before !== 1) return;
    yield* fence("Acquire");
    yield* this.dealloc();
  }

  /** `before`: what the count was before `call` changed it. */
  private expectAlive(call: string, before: number): void {
    const by = `"${ambient().thread.name}" calls ${call} on ${this.label}`;
    const more = { details: this.story(), involved: [this.role, call] };
    if (this.freed) raise(finding("use-after-free", `${by}, whose memory was freed before.`, more));
    if (before === 0) raise(finding("refcount", `${by}, whose count was 0 already.`, more));
  }
}
