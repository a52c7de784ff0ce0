/** A runtime that its tasks keep alive, as tokio's do: each task has a share, an `Arc`, of the scheduler. */
import type { FifoScheduler, Future, JoinHandle, Notified, Schedule, Task } from "../../../runtime/index.ts";
import type { Arc, Op } from "../../../sim/index.ts";

/** The share of one task: it ends when the task's memory does. */
export class SharedScheduler implements Schedule {
  private readonly share: Arc<FifoScheduler>;

  constructor(share: Arc<FifoScheduler>) {
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
export function* spawnOn<T>(runtime: Arc<FifoScheduler>, future: Future<T>, name: string): Op<JoinHandle<T>> {
  const scheduler = yield* runtime.get();
  const share = new SharedScheduler(yield* runtime.clone());
  const { join, notified } = yield* scheduler.owned.bind(future, share, name);
  if (notified !== null) yield* scheduler.schedule(notified);
  return join;
}
