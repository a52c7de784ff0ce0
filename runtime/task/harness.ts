/**
 * The harness: what is done with a task, given its future and its scheduler.
 *
 * Every public call here comes with a reference of the caller's, which it takes over unless it says
 * otherwise: a poll goes on with the reference of the `Notified`, a shutdown with that of the owned
 * list. Whoever sets RUNNING polls, cancels and completes the task; the others leave a bit for them to
 * find (NOTIFIED, CANCELLED). A poll inside of a shutdown, or the other way round, is such another.
 *
 * The future, its output, the wakers, the hooks and the scheduler are foreign code. What panics in the
 * first two becomes the task's `JoinError` or, where nobody is left to hear of it, is swallowed: no
 * panic may keep a task from completing, nor a reference from being given up.
 */
import { catchUnwind, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { ManuallyDrop } from "../future/manually-drop.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import type { Waker } from "../future/waker.ts";
import { Core } from "./core.ts";
import { JoinError, type TaskResult } from "./error.ts";
import type { Vtable } from "./header.ts";
import { canReadOutput, wakeJoinHandle } from "./join-waker.ts";
import { Notified, Task } from "./notified.ts";
import type { RawTask } from "./raw.ts";
import type { Schedule } from "./schedule.ts";
import { isJoinInterested, isJoinWakerSet } from "./snapshot.ts";
import type { ReferenceKind } from "./task-events.ts";
import { wakerRef } from "./waker.ts";

/**
 * How a poll ended, and what is left to do.
 * - `Complete`: the caller has its reference still, and completes the task with it
 * - `Notified`: woken meanwhile; the caller has its reference and one more, for the `Notified`
 * - `Done`, `Dealloc`: the reference is gone; it was the last
 */
type PollFuture = "Complete" | "Notified" | "Done" | "Dealloc";

export class Harness<T> implements Vtable {
  private readonly task: RawTask;
  private readonly core: Core<T>;

  constructor(task: RawTask, scheduler: Schedule, future: Future<T>) {
    this.task = task;
    this.core = new Core(task, scheduler, future);
  }

  *poll(reference: ReferenceKind): Op<void> {
    switch (yield* this.pollInner(reference)) {
      case "Notified":
        yield* this.yieldNow();
        // Kept until now, should `yieldNow` drop the `Notified`.
        yield* this.task.dropReference(reference);
        return;
      case "Complete":
        yield* this.complete(reference);
        return;
      case "Dealloc":
        yield* this.dealloc();
        return;
      case "Done":
    }
  }

  private *pollInner(reference: ReferenceKind): Op<PollFuture> {
    const { task } = this;
    const { state } = task.header;
    yield* task.memory.get();
    switch (yield* state.transitionToRunning()) {
      case "Success":
        break;
      case "Cancelled":
        yield* this.cancelTask();
        return "Complete";
      case "Failed":
        task.tellDec(reference);
        return "Done";
      case "Dealloc":
        task.tellDec(reference);
        return "Dealloc";
    }
    if (yield* this.pollFuture()) return "Complete";
    switch (yield* state.transitionToIdle()) {
      case "Ok":
        task.tellDec(reference);
        return "Done";
      case "OkNotified":
        return "Notified";
      case "OkDealloc":
        task.tellDec(reference);
        return "Dealloc";
      case "Cancelled":
        // Aborted during the poll, and still RUNNING.
        yield* this.cancelTask();
        return "Complete";
    }
  }

  /** Polls the future. True: it is gone, and its output or its panic is stored. */
  private *pollFuture(): Op<boolean> {
    const cx = new Context(wakerRef(this.task).value);
    const polled = yield* catchUnwind(() => this.core.poll(cx));
    let output: TaskResult<T>;
    if (polled.ok) {
      if (!polled.value.ready) return false;
      output = { ok: true, value: polled.value.value };
    } else {
      yield* this.unhandledPanic();
      output = { ok: false, error: JoinError.panic(this.task.id, polled.panic) };
    }
    const stored = yield* catchUnwind(() => this.core.storeOutput(output));
    if (!stored.ok) yield* this.unhandledPanic();
    return true;
  }

  /** Drops the future and stores why there is no output. RUNNING is ours. */
  private *cancelTask(): Op<void> {
    const { id } = this.task;
    const dropped = yield* catchUnwind(() => this.core.dropFutureOrOutput());
    const error = dropped.ok ? JoinError.cancelled(id) : JoinError.panic(id, dropped.panic);
    yield* this.core.storeOutput({ ok: false, error });
  }

  /** The future is gone and its output stored: hands the output over, and the task back to its scheduler. */
  private *complete(reference: ReferenceKind): Op<void> {
    const { task } = this;
    const { state } = task.header;
    yield* task.memory.get();
    const snapshot = yield* state.transitionToComplete();
    if (observing()) tell({ type: "task.complete", task });
    // The output's drop, the join waker's wake.
    yield* catchUnwind(() => this.handOver(snapshot));
    const { onTerminate } = task.trailer.hooks;
    if (onTerminate !== undefined) yield* catchUnwind(() => onTerminate({ id: task.id }));
    const released = yield* this.release();
    // One step for both references: whoever frees the task does so once.
    const last = yield* state.transitionToTerminal(released ? 2 : 1);
    if (released) task.tellDec("owned");
    task.tellDec(reference);
    if (last) yield* this.dealloc();
  }

  /** `snapshot`: the word when COMPLETE was set, which decided whose the output is. */
  private *handOver(snapshot: number): Op<void> {
    // The handle is gone, and has dropped its waker.
    if (!isJoinInterested(snapshot)) yield* this.core.dropFutureOrOutput();
    else if (isJoinWakerSet(snapshot)) yield* wakeJoinHandle(this.task);
  }

  /** Takes the task off its scheduler's list. True: it was there, and that reference is ours now. */
  private *release(): Op<boolean> {
    const lent = new ManuallyDrop(new Task(this.task)); // counts nothing, and is not dropped
    const owned = yield* this.core.scheduler.release(lent.value);
    owned?.forget();
    return owned !== null;
  }

  *schedule(): Op<void> {
    yield* this.core.scheduler.schedule(this.newNotified(false));
    // The scheduler, being the task's, was in use until now.
    yield* this.task.memory.get();
  }

  private yieldNow(): Op<void> {
    const { scheduler } = this.core;
    const notified = this.newNotified(true);
    if (scheduler.yieldNow === undefined) return scheduler.schedule(notified);
    return scheduler.yieldNow(notified);
  }

  /** For the reference that a transition has just added. */
  private newNotified(isYield: boolean): Notified {
    const { task } = this;
    const notified = new Notified(task);
    task.tellInc("notified");
    if (observing()) tell({ type: "task.schedule", task, notified, isYield });
    return notified;
  }

  private *unhandledPanic(): Op<void> {
    const { scheduler } = this.core;
    if (scheduler.unhandledPanic !== undefined) yield* scheduler.unhandledPanic();
  }

  *shutdown(reference: ReferenceKind): Op<void> {
    const { task } = this;
    yield* task.memory.get();
    if (observing()) tell({ type: "task.shutdown", task });
    if (yield* task.header.state.transitionToShutdown()) {
      yield* this.cancelTask();
      yield* this.complete(reference);
    } else {
      // Complete, or somebody runs it and will find CANCELLED.
      yield* task.dropReference(reference);
    }
  }

  /** The `JoinHandle` keeps its reference. */
  *tryReadOutput(waker: Waker): Op<Poll<TaskResult<T>>> {
    yield* this.task.memory.get();
    return (yield* canReadOutput(this.task, waker)) ? ready(yield* this.core.takeOutput()) : PENDING;
  }

  *dropJoinHandleSlow(): Op<void> {
    const { task } = this;
    const { dropOutput, dropWaker } = yield* task.header.state.transitionToJoinHandleDropped();
    // Complete: the output is ours. Left for whoever frees the task, it could be dropped on any thread.
    // Its panic is swallowed: whoever drops the handle does not want to know.
    if (dropOutput) yield* catchUnwind(() => this.core.dropFutureOrOutput());
    // JOIN_WAKER is unset: rule 2 of join-waker.ts.
    if (dropWaker) yield* task.trailer.setWaker(null);
    yield* task.dropReference("join");
  }

  dropAbortHandle(): Op<void> {
    return this.task.dropReference("abort");
  }

  /** Nobody else can reach the task. Drops what is left in it, all of it even where one drop panics. */
  *dealloc(): Op<void> {
    const { task, core } = this;
    if (observing()) tell({ type: "task.dealloc", task });
    yield* task.memory.takeContent();
    try {
      if (core.scheduler.drop !== undefined) yield* core.scheduler.drop();
    } finally {
      try {
        yield* core.dropStage();
      } finally {
        try {
          yield* task.trailer.setWaker(null);
        } finally {
          yield* task.memory.dealloc();
        }
      }
    }
  }
}
