/** `Core`: what a thread must have to run the tasks of a current-thread scheduler. Handed from one to the next. */
import { type Op, observing, UnsafeCell } from "../../../sim/index.ts";
import type { Driver } from "../../driver.ts";
import { tell } from "../../events.ts";
import type { Notified } from "../../task/notified.ts";
import { Fifo } from "../../util/fifo.ts";

export class Core {
  /** For traces. */
  readonly label = "core.tasks";
  /** How many tasks were looked for. */
  tick = 0;
  /** Taken out while it is parked on. */
  driver: Driver | null;
  /** A task panicked, and the runtime is to shut down for that. */
  unhandledPanic = false;
  /** Plain memory of whoever has the core. */
  private readonly tasks = new UnsafeCell<Fifo<Notified>>(new Fifo(), {
    name: this.label,
    show: (tasks) => `${tasks.length} tasks`,
  });

  constructor(driver: Driver) {
    this.driver = driver;
  }

  *push(task: Notified): Op<void> {
    const tasks = yield* this.borrow();
    if (observing()) tell({ type: "queue.push", queue: this, task: task.raw });
    tasks.push(task);
  }

  *pop(): Op<Notified | null> {
    const task = (yield* this.borrow()).shift() ?? null;
    if (task !== null && observing()) tell({ type: "queue.pop", queue: this, task: task.raw });
    return task;
  }

  *isEmpty(): Op<boolean> {
    return (yield* this.borrow()).length === 0;
  }

  /** An exclusive access, over before the next step. */
  private *borrow(): Op<Fifo<Notified>> {
    const tasks = this.tasks.peek();
    yield* this.tasks.set(tasks);
    return tasks;
  }
}
