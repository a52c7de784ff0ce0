/** Tasks to be queued: each is to be taken out of the queues exactly once, by any thread. */
import {
  FifoScheduler,
  type Local,
  localQueue,
  type Notified,
  PENDING,
  type Poll,
  type Steal,
} from "../../../runtime/index.ts";
import { assert, type Op } from "../../../sim/index.ts";

const NEVER_READY = {
  *poll(): Op<Poll<void>> {
    return PENDING;
  },
  *drop(): Op<void> {},
};

export class QueuedTasks {
  private readonly owner = new FifoScheduler();
  private made = 0;
  private taken = 0;

  /** A task that nobody waits for. */
  *make(): Op<Notified> {
    const { join, notified } = yield* this.owner.owned.bind(NEVER_READY, this.owner, `task ${this.made++}`);
    yield* join.drop();
    assert(notified !== null, "the list of tasks is open");
    return notified;
  }

  *makeAll(count: number): Op<Notified[]> {
    const tasks: Notified[] = [];
    for (let i = 0; i < count; i++) tasks.push(yield* this.make());
    return tasks;
  }

  /** Somebody has got the task. Instead of running it, it is dropped, which takes fewer steps. */
  *take(task: Notified): Op<void> {
    this.taken++;
    yield* task.drop();
  }

  /** Takes what a worker's own queue holds: how many. */
  *drain(local: Local): Op<number> {
    for (let count = 0; ; count++) {
      const task = yield* local.pop();
      if (task === null) return count;
      yield* this.take(task);
    }
  }

  /** A thief, with a run queue of its own: steals once, and takes what it got. */
  *stealOnce(steal: Steal, capacity: number, name = "thief"): Op<void> {
    const { local } = localQueue({ name, capacity });
    const task = yield* steal.stealInto(local);
    if (task !== null) yield* this.take(task);
    yield* this.drain(local);
    yield* local.drop();
  }

  /** When the threads are done: all tasks that were made have been taken. */
  *end(): Op<void> {
    assert(this.taken === this.made, `${this.made} tasks were queued, and ${this.taken} came out`);
    yield* this.owner.owned.closeAndShutdownAll();
  }
}
