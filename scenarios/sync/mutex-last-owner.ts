/**
 * Somebody waits to be the last owner of what a guard keeps alive. Whoever ends the guard must give its share up
 * before it says so: a waiter that runs in between finds itself not alone, and nobody tells it again.
 */
import { scenario } from "../../properties/index.ts";
import { AsyncMutex, type AsyncMutexGuard, AtomicWaker, blockOn, PENDING, pollFn, READY } from "../../runtime/index.ts";
import { Arc, assert, type Op, Owned, spawn } from "../../sim/index.ts";

/** async-std's guard of a file: it wakes those who wait for the file itself. */
class FileGuard extends Owned {
  readonly sort = "file guard";
  private readonly guard: AsyncMutexGuard<string>;
  private readonly owner: AtomicWaker;

  constructor(guard: AsyncMutexGuard<string>, owner: AtomicWaker) {
    super(null);
    this.guard = guard;
    this.owner = owner;
  }

  *drop(): Op<void> {
    this.consume("dropped");
    // The share first: the task that is woken looks whether it is the only owner left.
    yield* this.guard.drop();
    yield* this.owner.wake();
  }
}

export const mutexLastOwner = scenario({
  name: "sync/mutex-last-owner",
  about: "A task sleeps until it is the last owner of a mutex whose owned guard another thread drops.",
  source: "async-rs/async-std#1001: the Arc is dropped before the tasks are woken",
  *model() {
    const file = new Arc(new AsyncMutex("contents", "file"), "file");
    const owner = new AtomicWaker("owner");
    const guard = new FileGuard(yield* blockOn(yield* AsyncMutex.lockOwned(yield* file.clone())), owner);
    const holder = yield* spawn(() => guard.drop(), "holder");
    const alone = pollFn(function* (cx) {
      yield* owner.registerByRef(cx.waker);
      return (yield* file.strongCount()) === 1 ? READY : PENDING;
    });
    yield* blockOn(alone);
    const mutex = yield* file.intoInner();
    assert(mutex !== null, "the only owner has the file to itself");
    assert((yield* mutex.intoInner()) === "contents", "what was guarded");
    yield* holder.join();
    yield* owner.drop();
  },
});
