/**
 * The smallest scheduler that tasks can live on, after the one in tokio's `runtime/tests/task.rs`: a
 * queue, first in, first out, and the list that owns the tasks. Runs tasks when told to (`tick`), or on
 * any number of threads that wait for tasks (`work`).
 */
import { Condvar, Mutex, type MutexGuard, type Op } from "../../../sim/index.ts";
import type { Future } from "../../future/future.ts";
import { NO_HOOKS, type TaskHooks } from "../hooks.ts";
import type { JoinHandle } from "../join.ts";
import { type LocalOwnedTasks, OwnedTasks } from "../list.ts";
import type { Notified, Task } from "../notified.ts";
import type { Schedule } from "../schedule.ts";

export interface FifoOptions {
  /** Where the tasks are bound; `new LocalOwnedTasks()` for tasks that must stay on one thread. */
  readonly owned?: OwnedTasks | LocalOwnedTasks;
  readonly hooks?: TaskHooks;
}

interface Queue {
  readonly tasks: Notified[];
  /** Threads inside of `work` that wait for a task. */
  waiting: number;
  stopped: boolean;
}

export class FifoScheduler implements Schedule {
  readonly owned: OwnedTasks | LocalOwnedTasks;
  /** How often a task's panic was reported. */
  unhandledPanics = 0;
  private readonly taskHooks: TaskHooks;
  private readonly queue = new Mutex<Queue>({ tasks: [], waiting: 0, stopped: false }, "queue");
  private readonly available = new Condvar("available");

  constructor(options: FifoOptions = {}) {
    this.owned = options.owned ?? new OwnedTasks();
    this.taskHooks = options.hooks ?? NO_HOOKS;
  }

  /** Makes a task and queues it; after `shutdown` it is cancelled at once. `name` is for traces. */
  *spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
    const { join, notified } = yield* this.owned.bind(future, this, name);
    if (this.taskHooks.onSpawn !== undefined) yield* this.taskHooks.onSpawn({ id: join.taskId });
    if (notified !== null) yield* this.schedule(notified);
    return join;
  }

  /** Runs queued tasks until there are none, or `max` of them: how many. */
  *tick(max = Number.POSITIVE_INFINITY): Op<number> {
    for (let ran = 0; ran < max; ran++) {
      const next = yield* this.pop();
      if (next === null) return ran;
      yield* this.run(next);
    }
    return max;
  }

  /** Runs tasks, and waits for more while there are none, until `stop`. */
  *work(): Op<void> {
    for (;;) {
      const queue = yield* this.queue.lock();
      const next = yield* this.awaitTask(queue);
      yield* queue.drop();
      if (next === null) return;
      yield* this.run(next);
    }
  }

  /** Sends the threads inside of `work` home, once the queue is empty. */
  *stop(): Op<void> {
    const queue = yield* this.queue.lock();
    queue.value.stopped = true;
    yield* queue.drop();
    yield* this.available.notifyAll();
  }

  /** Cancels all tasks and drops what is queued. Who is just polled is cancelled by its poll. */
  *shutdown(): Op<void> {
    yield* this.owned.closeAndShutdownAll();
    for (;;) {
      const queued = yield* this.pop();
      if (queued === null) return;
      yield* queued.drop();
    }
  }

  /** Takes the first queued task out; null when there is none. */
  *pop(): Op<Notified | null> {
    const queue = yield* this.queue.lock();
    const first = queue.value.tasks.shift() ?? null;
    yield* queue.drop();
    return first;
  }

  /** Polls a task of this scheduler. */
  *run(notified: Notified): Op<void> {
    const task = yield* this.owned.assertOwner(notified);
    yield* task.run();
  }

  /** How many tasks are queued, without a step: for tests and monitors only. */
  get queued(): number {
    return this.queue.peek().tasks.length;
  }

  *schedule(task: Notified): Op<void> {
    const queue = yield* this.queue.lock();
    queue.value.tasks.push(task);
    const somebodyWaits = queue.value.waiting > 0;
    yield* queue.drop();
    if (somebodyWaits) yield* this.available.notifyOne();
  }

  release(task: Task): Op<Task | null> {
    return this.owned.remove(task);
  }

  *unhandledPanic(): Op<void> {
    this.unhandledPanics++;
  }

  hooks(): TaskHooks {
    return this.taskHooks;
  }

  /** The first queued task, waiting for one if need be; null once stopped. */
  private *awaitTask(guard: MutexGuard<Queue>): Op<Notified | null> {
    const queue = guard.value;
    queue.waiting++;
    while (queue.tasks.length === 0 && !queue.stopped) yield* this.available.wait(guard);
    queue.waiting--;
    return queue.tasks.shift() ?? null;
  }
}
