/**
 * `Shared`: a future that many await, after futures-rs' `future/future/shared.rs`. Whoever polls while nobody
 * else does polls for all; each of them gets a copy of the output.
 *
 * Its waker wakes every waker that was registered. A handle registers before it looks whether it may poll, so a
 * wake that comes during another one's poll reaches it too.
 */
import { Arc, type Op, Owned, panic } from "../../sim/index.ts";
import type { Context } from "./context.ts";
import type { Future } from "./future.ts";
import { PENDING, type Poll, ready } from "./poll.ts";
import { COMPLETE, POISONED, POLLING, SharedInner, type SharedOptions } from "./shared-inner.ts";
import { SharedNotifier } from "./shared-notifier.ts";

export type { SharedOptions } from "./shared-inner.ts";

export class Shared<T> extends Owned implements Future<T> {
  readonly sort = "shared future";
  /** Null once it was ready. */
  private inner: Arc<SharedInner<T>> | null;
  /** The place of this handle's waker; null before its first pending poll. */
  private key: number | null = null;

  /** Use `shared`. */
  constructor(inner: Arc<SharedInner<T>>) {
    super(null);
    this.inner = inner;
  }

  /** Another handle of the same future. One that was ready gives another one that panics when it is polled. */
  *clone(): Op<Shared<T>> {
    this.use("clone()");
    if (this.inner === null) panic("Shared future cloned after completion");
    return new Shared(yield* this.inner.clone());
  }

  *poll(cx: Context): Op<Poll<T>> {
    this.use("poll()");
    const share = this.inner;
    if (share === null) panic("Shared future polled again after completion");
    // Taken: a panic of the poll leaves this handle without a share.
    this.inner = null;
    let isPending = false;
    try {
      const inner = yield* share.get();
      // Acquire: pairs with the completing handle's store; the output is seen.
      if ((yield* (yield* inner.notifier.get()).state.load("Acquire")) !== COMPLETE) {
        isPending = !(yield* this.advance(inner, cx));
      }
    } catch (thrown) {
      yield* share.drop();
      throw thrown;
    }
    if (!isPending) return ready(yield* takeOrCopy(share));
    this.inner = share;
    return PENDING;
  }

  /** Takes this handle's waker out, and gives up its share. */
  *drop(): Op<void> {
    this.consume("dropped");
    if (this.inner === null) return;
    try {
      if (this.key !== null) yield* this.unregister(this.inner, this.key);
    } finally {
      yield* this.inner.drop();
    }
  }

  private *unregister(share: Arc<SharedInner<T>>, key: number): Op<void> {
    const { notifier } = yield* share.get();
    yield* (yield* notifier.get()).unregister(key);
  }

  /** True: it is complete. */
  private *advance(inner: SharedInner<T>, cx: Context): Op<boolean> {
    const notifier = yield* inner.notifier.get();
    this.key = yield* notifier.register(this.key, cx.waker);
    const before = yield* notifier.beginPoll();
    if (before === POLLING) return false;
    if (before === COMPLETE) return true;
    if (before === POISONED) panic("inner future panicked during poll");
    return yield* inner.pollOnce();
  }
}

/** The output for the holder of `share`, which is given up: the last one has the output itself, others a copy. */
function* takeOrCopy<T>(share: Arc<SharedInner<T>>): Op<T> {
  // `Arc::try_unwrap`: nobody can make a second share of the only one meanwhile.
  const last = (yield* share.strongCount()) === 1 ? yield* share.intoInner() : null;
  if (last !== null) return yield* last.intoOutput();
  try {
    return yield* (yield* share.get()).copyOutput();
  } finally {
    yield* share.drop();
  }
}

/** `FutureExt::shared`. Takes `future` over. */
export function shared<T>(future: Future<T>, options: SharedOptions<T> = {}): Shared<T> {
  const name = options.name ?? "shared";
  const notifier = new Arc(new SharedNotifier(name), `${name}.notifier`);
  return new Shared(new Arc(new SharedInner(future, notifier, name, options.copy), name));
}
