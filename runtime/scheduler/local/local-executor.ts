/**
 * `LocalExecutor`, after Glommio's `executor/mod.rs`: one thread, some task queues, and a reactor, of
 * which only the part is modelled that foreign wakes go through. `run` polls a main future's handle,
 * brings in foreign wakes, runs what is queued, and sleeps when there is nothing to do.
 */
import { type Op, panic, UnsafeCell } from "../../../sim/index.ts";
import { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { noopWaker } from "../../future/waker-fn.ts";
import { type Home, inside } from "./current.ts";
import { LocalJoinHandle } from "./local-join-handle.ts";
import { RawLocalTask } from "./raw.ts";
import { SleepNotifier } from "./sleep-notifier.ts";
import { ScheduleInto, TaskQueue } from "./task-queue.ts";

export interface LocalExecutorOptions {
  /** For traces; `executor` by default. */
  readonly name?: string;
  /** How many tasks may run before foreign wakes are looked for; Glommio does so by a timer. 16 by default. */
  readonly preemptAfter?: number;
}

export class LocalExecutor implements Home {
  readonly notifier: SleepNotifier;
  /** The one that `run` and, by default, `spawn` put their tasks into. */
  readonly defaultQueue: TaskQueue;
  private readonly name: string;
  private readonly preemptAfter: number;
  private readonly queues: TaskQueue[] = [];
  private readonly active: UnsafeCell<readonly TaskQueue[]>;

  /** Made on the thread that will run it. */
  constructor(options: LocalExecutorOptions = {}) {
    this.name = options.name ?? "executor";
    this.preemptAfter = options.preemptAfter ?? 16;
    this.notifier = new SleepNotifier(this.name);
    this.active = new UnsafeCell<readonly TaskQueue[]>([], `${this.name}.active`);
    this.defaultQueue = this.createTaskQueue("queue");
  }

  createTaskQueue(name: string): TaskQueue {
    const queue = new TaskQueue(`${this.name}.${name}`);
    this.queues.push(queue);
    return queue;
  }

  /** Spawns a task from inside of `run`. Takes the future over; `name` is for traces. */
  *spawn<T>(future: Future<T>, name?: string, queue: TaskQueue = this.defaultQueue): Op<LocalJoinHandle<T>> {
    const raw = new RawLocalTask(future, new ScheduleInto(queue), this.notifier, name);
    yield* raw.schedule();
    return new LocalJoinHandle<T>(raw);
  }

  /** Runs `future` to its end and gives back its output. Other tasks that are not over then stay as they are. */
  run<T>(future: Future<T>): Op<T> {
    return inside(this, () => this.runMain(future));
  }

  /**
   * Cancels the tasks that are queued, and those that a foreign thread has woken by now. Whatever is
   * sent home after that is never looked at.
   */
  drop(): Op<void> {
    return inside(this, () => this.dropQueues());
  }

  *activate(queue: TaskQueue): Op<void> {
    if (yield* queue.active.get()) return;
    yield* queue.active.set(true);
    yield* this.active.set([...(yield* this.active.get()), queue]);
  }

  private *runMain<T>(future: Future<T>): Op<T> {
    const main = yield* this.spawn(future, "main task");
    const waker = noopWaker();
    const cx = new Context(waker);
    try {
      for (;;) {
        const poll = yield* main.poll(cx);
        if (poll.ready)
          return poll.value === null ? panic("called `Option::unwrap()` on a `None` value") : poll.value.value;
        yield* this.notifier.processForeignWakes();
        if (!(yield* this.runTaskQueues())) yield* this.park();
      }
    } finally {
      yield* main.drop();
      yield* waker.drop();
    }
  }

  /** Runs queued tasks until there are none or it is time to look for foreign wakes. False: there were none. */
  private *runTaskQueues(): Op<boolean> {
    let ran = 0;
    while (ran < this.preemptAfter) {
      const [queue, ...rest] = yield* this.active.get();
      if (queue === undefined) break;
      yield* this.active.set(rest);
      ran += yield* this.runTaskQueue(queue, this.preemptAfter - ran);
    }
    return ran > 0;
  }

  /** Runs at most `budget` tasks of a queue; where some are left, it stays active, behind the others. */
  private *runTaskQueue(queue: TaskQueue, budget: number): Op<number> {
    let ran = 0;
    for (; ran < budget; ran++) {
      const task = yield* queue.pop();
      if (task === null) break;
      yield* task.run();
    }
    yield* queue.active.set(false);
    if (!(yield* queue.isEmpty())) yield* this.activate(queue);
    return ran;
  }

  private *park(): Op<void> {
    const { notifier } = this;
    yield* notifier.prepareToSleep();
    // Once more: who sent a waker before it could know that we sleep has not notified us.
    if ((yield* notifier.processForeignWakes()) === 0) yield* notifier.sleep();
    yield* notifier.wakeUp();
  }

  private *dropQueues(): Op<void> {
    for (const queue of this.queues) yield* queue.drop();
    yield* this.notifier.processForeignWakes();
  }
}
