/** A runtime that its tasks keep alive, as tokio's do: each task has a share, an `Arc`, of the scheduler. */
import {
  FifoScheduler,
  type Future,
  type JoinHandle,
  type Notified,
  type Schedule,
  type Task,
} from "../../../runtime/index.ts";
import { type Arc, Mutex, type Op } from "../../../sim/index.ts";

/** Takes no task into its queue after shutdown: one that stayed there would keep the scheduler, and be kept by it. */
export class ClosableScheduler extends FifoScheduler {
  private readonly closed = new Mutex(false, "closed");

  override *schedule(task: Notified): Op<void> {
    const closed = yield* this.closed.lock();
    const isClosed = closed.value;
    if (!isClosed) yield* super.schedule(task);
    yield* closed.drop();
    if (isClosed) yield* task.drop();
  }

  override *shutdown(): Op<void> {
    const closed = yield* this.closed.lock();
    closed.value = true;
    yield* closed.drop();
    yield* super.shutdown();
  }
}

/** The share of one task: it ends when the task's memory does. */
export class SharedScheduler implements Schedule {
  private readonly share: Arc<ClosableScheduler>;

  constructor(share: Arc<ClosableScheduler>) {
    this.share = share;
  }

  *schedule(task: Notified): Op<void> {
    const scheduler = yield* this.share.get();
    yield* scheduler.schedule(task);
    // Pushed, and perhaps run and freed by now; a scheduler still has a worker to wake.
    yield* this.share.get();
  }

  *release(task: Task): Op<Task | null> {
    const scheduler = yield* this.share.get();
    return yield* scheduler.release(task);
  }

  drop(): Op<void> {
    return this.share.drop();
  }
}

/** Spawns a task with a share of its own. */
export function* spawnOn<T>(runtime: Arc<ClosableScheduler>, future: Future<T>, name: string): Op<JoinHandle<T>> {
  const scheduler = yield* runtime.get();
  const share = new SharedScheduler(yield* runtime.clone());
  const { join, notified } = yield* scheduler.owned.bind(future, share, name);
  if (notified !== null) yield* scheduler.schedule(notified);
  return join;
}
