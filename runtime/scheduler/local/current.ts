/** The executor that the running thread is inside of, as Glommio's `LOCAL_EX`. */
import { type Op, panic, ThreadLocal } from "../../../sim/index.ts";
import type { SleepNotifier } from "./sleep-notifier.ts";
import type { TaskQueue } from "./task-queue.ts";

/** What a task or a queue asks of its executor. */
export interface Home {
  /** Whose executor this is: equal for the executor and its tasks alone. */
  readonly notifier: SleepNotifier;
  /** `queue` is not empty any more. */
  activate(queue: TaskQueue): Op<void>;
}

const CURRENT = new ThreadLocal<Home | null>(() => null);

/** Whether the running thread is inside of the executor with this notifier. Elsewhere its tasks are foreign. */
export function isHome(notifier: SleepNotifier): boolean {
  return CURRENT.get()?.notifier === notifier;
}

/** The executor; panics where there is none, as Glommio does. */
export function currentHome(): Home {
  return CURRENT.get() ?? panic("this thread doesn't have a LocalExecutor running");
}

/** Runs `body` inside of `home`. */
export function* inside<T>(home: Home, body: () => Op<T>): Op<T> {
  const outer = CURRENT.replace(home);
  try {
    return yield* body();
  } finally {
    CURRENT.replace(outer);
  }
}
