/**
 * A thread sets a flag, which orders nothing, and wakes the task that waits for it; but the task is
 * queued already, for another reason. Its poll must see the flag all the same, for no other poll will come.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, type Context, FifoScheduler, PENDING, type Poll, READY, type Waker } from "../../runtime/index.ts";
import { AtomicBool, assert, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

class AwaitsFlag extends HoldingFuture<void> {
  readonly flag = new AtomicBool(false, "flag");
  waker: Waker | null = null;

  *poll(cx: Context): Op<Poll<void>> {
    if (this.waker === null) this.waker = yield* cx.waker.clone();
    // Relaxed: the wake orders what came before it.
    return (yield* this.flag.load("Relaxed")) ? READY : PENDING;
  }
}

function* setAndWake(flag: AtomicBool, waker: Waker): Op<void> {
  yield* flag.store(true, "Relaxed");
  yield* waker.wakeByRef();
}

export const flagThenWake = scenario({
  name: "task/flag-then-wake",
  about: "A thread sets a flag and wakes a task that is queued already, just when a worker polls it.",
  source: "tokio-rs/tokio#7589: wake_by_ref() has no effect when in raced condition with spurious waked",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new AwaitsFlag();
    const join = yield* scheduler.spawn(future, "task");
    yield* scheduler.tick();
    const { waker } = future;
    assert(waker !== null, "a new task was not polled");
    yield* waker.wakeByRef(); // for nothing: the flag is not set

    const setter = yield* spawn(() => setAndWake(future.flag, waker), "setter");
    const worker = yield* spawn(() => scheduler.tick(1), "worker");
    yield* setter.join();
    yield* worker.join();
    yield* scheduler.tick(); // what was woken during its poll
    yield* blockOn(join);
    yield* waker.drop();
  },
});
