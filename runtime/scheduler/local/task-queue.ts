/**
 * `TaskQueue`, after Glommio's `executor/mod.rs` and `multitask.rs`: the tasks of one queue that are to
 * be run, in order of arrival. The executor owns it; its tasks' schedule functions have weak references,
 * so that a wake which comes after the executor's end finds the queue gone and cancels the task instead.
 */
import { alloc, type Op, observing, type RawPtr, UnsafeCell } from "../../../sim/index.ts";
import { tell } from "../../events.ts";
import { Fifo } from "../../util/fifo.ts";
import { currentHome } from "./current.ts";
import type { LocalTask } from "./local-task.ts";
import type { ScheduleFunction } from "./raw.ts";

export class TaskQueue {
  readonly label: string;
  /** Among the executor's active queues. */
  readonly active: UnsafeCell<boolean>;
  /** The `Rc`'s strong count, as far as `upgrade` asks: whether the executor is there. */
  private readonly alive: UnsafeCell<boolean>;
  private readonly tasks: RawPtr<Fifo<LocalTask>>;

  constructor(label: string) {
    this.label = label;
    this.active = new UnsafeCell(false, `${label}.active`);
    this.alive = new UnsafeCell(true, `${label}.alive`);
    this.tasks = alloc(new Fifo<LocalTask>(), `${label}.tasks`);
  }

  *push(task: LocalTask): Op<void> {
    (yield* this.tasks.getMut()).push(task);
    if (observing()) tell({ type: "local.queued", task: task.raw });
  }

  *pop(): Op<LocalTask | null> {
    return (yield* this.tasks.getMut()).shift() ?? null;
  }

  *isEmpty(): Op<boolean> {
    return (yield* this.tasks.get()).length === 0;
  }

  /** `Weak::upgrade`: whether the queue may be used. */
  upgrade(): Op<boolean> {
    return this.alive.get();
  }

  /** The executor's reference ends: cancels what is queued, and whatever is scheduled from now on. */
  *drop(): Op<void> {
    yield* this.alive.set(false);
    const tasks = yield* this.tasks.takeContent();
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) yield* task.drop();
    yield* this.tasks.dealloc();
  }
}

/** The schedule function of a queue's tasks. */
export class ScheduleInto implements ScheduleFunction {
  private readonly queue: TaskQueue;

  constructor(queue: TaskQueue) {
    this.queue = queue;
  }

  *call(task: LocalTask): Op<void> {
    const { queue } = this;
    if (yield* queue.upgrade()) {
      yield* queue.push(task);
      yield* currentHome().activate(queue);
    } else {
      yield* task.drop();
    }
  }

  *drop(): Op<void> {}
}
