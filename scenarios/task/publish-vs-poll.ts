/**
 * A thread writes something, plainly, and wakes a task, aborts it or shuts it down, while the task is
 * queued or just polled: it has nothing to do then but to leave a mark in the word. What comes of the
 * mark, another poll or the future's end, must see what was written. Nothing else orders the two.
 */
import { scenario } from "../../properties/index.ts";
import {
  type AbortHandle,
  type Context,
  FifoScheduler,
  PENDING,
  type Poll,
  READY,
  type Waker,
} from "../../runtime/index.ts";
import { AtomicBool, assert, currentThread, type Op, spawn, UnsafeCell } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";

type How = "wake" | "wakeByRef" | "abort" | "shutdown";

class Listens extends HoldingFuture<void> {
  readonly cell = new UnsafeCell(0, "cell");
  readonly over = new AtomicBool(false, "over");
  /** Whether the thread's call was over when its own thread, main, looked last. */
  heard = false;
  waker: Waker | null = null;

  *poll(cx: Context): Op<Poll<void>> {
    if (this.waker === null) this.waker = yield* cx.waker.clone();
    else if (this.heard) return yield* this.read();
    else yield* this.listen();
    return PENDING;
  }

  override *drop(): Op<void> {
    // A shutdown that finds the task idle drops the future itself.
    if (currentThread().name === "main" && this.heard) yield* this.read();
    yield* super.drop();
  }

  *listen(): Op<void> {
    this.heard = yield* this.over.load("Relaxed"); // orders nothing: that is the word's affair
  }

  private *read(): Op<Poll<void>> {
    assert((yield* this.cell.get()) === 1, "a poll or a drop did not see what came before the call that led to it");
    return READY;
  }
}

function* publish(future: Listens, waker: Waker, abort: AbortHandle, scheduler: FifoScheduler, how: How): Op<void> {
  yield* future.cell.set(1);
  if (how === "wake") yield* waker.wake();
  else if (how === "wakeByRef") yield* waker.wakeByRef();
  else if (how === "abort") yield* abort.abort();
  else yield* scheduler.owned.closeAndShutdownAll();
  yield* future.over.store(true, "Relaxed");
  if (how !== "wake") yield* waker.drop();
  yield* abort.drop();
}

export const publishVsPoll = scenario({
  name: "task/publish-vs-poll",
  about: "A thread writes and wakes, aborts or shuts down a task that the main thread is about to poll, or polls.",
  source: "tokio runtime/task/state.rs: fetch_update_action, AcqRel; tokio-rs/tokio#7622",
  options: { how: { oneOf: ["wake", "wakeByRef", "abort", "shutdown"] } },
  *model({ how }) {
    const scheduler = new FifoScheduler();
    const future = new Listens();
    const join = yield* scheduler.spawn(future, "task");
    const abort = yield* join.abortHandle();
    yield* scheduler.tick(1); // leaves its waker
    const { waker } = future;
    assert(waker !== null, "a new task was not polled");
    yield* waker.wakeByRef();
    const theirs = yield* waker.clone();

    const writer = yield* spawn(() => publish(future, theirs, abort, scheduler, how), "writer");
    yield* future.listen();
    yield* scheduler.tick(1);
    yield* writer.join();

    future.heard = true;
    yield* waker.wake(); // for the poll that heard of a wake which had led to itself
    yield* scheduler.tick();
    assert(yield* join.isFinished(), "a woken task was not polled");
    yield* join.drop();
  },
});
