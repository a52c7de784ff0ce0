/**
 * The half of a `LocalSet` that its tasks share with it: they keep it for as long as a waker of theirs
 * lives, wherever that is. Other threads may use the remote queue and the waker; the rest is the owner's.
 */
import {
  assertOrPanic,
  currentThread,
  type Droppable,
  type Op,
  observing,
  panic,
  UnsafeCell,
} from "../../sim/index.ts";
import { tell } from "../events.ts";
import { AtomicWaker } from "../sync/atomic-waker.ts";
import { InternalMutex } from "../sync/internal-mutex.ts";
import { LocalOwnedTasks } from "./list.ts";
import { CURRENT_SET } from "./local-set-context.ts";
import type { LocalNotified, Notified, Task } from "./notified.ts";

export interface LocalSetOptions {
  /** What becomes of the set when one of its tasks panics. */
  readonly unhandledPanic?: "ignore" | "shutdown-runtime";
}

type OwnThread = ReturnType<typeof currentThread>;

const SHOW_QUEUE = { name: "local-set.queue", show: (tasks: readonly Notified[]) => `${tasks.length} tasks` };

export class LocalShared implements Droppable {
  /** For traces. */
  readonly label = "local-set";
  /** Wakes whoever polls the set. */
  readonly waker = new AtomicWaker("local-set");
  readonly owned = new LocalOwnedTasks("local-set.owned");
  private readonly owner: OwnThread;
  private readonly options: LocalSetOptions;
  private readonly local = new UnsafeCell<Notified[]>([], SHOW_QUEUE);
  /** What other threads have woken; null once the set is gone. */
  private readonly remote = new InternalMutex<Notified[] | null>([], "local-set.remote");

  constructor(owner: OwnThread, options: LocalSetOptions) {
    this.owner = owner;
    this.options = options;
  }

  /** With the last share: the waker of whoever polled the set last may still be there. */
  drop(): Op<void> {
    return this.waker.drop();
  }

  /** Queues a task, and wakes whoever polls the set unless it looks into that queue anyway. */
  *schedule(task: Notified): Op<void> {
    const { context, wakeOnSchedule } = CURRENT_SET.get();
    if (context?.shared === this && !wakeOnSchedule) {
      yield* this.pushLocal(task);
    } else if (currentThread() === this.owner) {
      yield* this.pushLocal(task);
      yield* this.waker.wake();
    } else {
      yield* this.scheduleRemotely(task);
    }
  }

  release(task: Task): Op<Task | null> {
    this.assertOwnThread();
    return this.owned.remove(task);
  }

  *unhandledPanicked(): Op<void> {
    if (this.options.unhandledPanic !== "shutdown-runtime") return;
    const { context } = CURRENT_SET.get();
    if (context?.shared !== this) {
      panic("internal error: entered unreachable code: runtime core not set in CURRENT thread-local");
    }
    context.unhandledPanic = true;
    yield* this.owned.closeAndShutdownAll();
  }

  assertOwner(task: Notified): Op<LocalNotified> {
    this.assertOwnThread();
    return this.owned.assertOwner(task);
  }

  closeAndShutdownAll(): Op<void> {
    this.assertOwnThread();
    return this.owned.closeAndShutdownAll();
  }

  /** No task is left. */
  isEmpty(): Op<boolean> {
    this.assertOwnThread();
    return this.owned.isEmpty();
  }

  *popLocal(): Op<Notified | null> {
    return this.popped((yield* this.borrowLocal()).shift() ?? null);
  }

  *popRemote(): Op<Notified | null> {
    const guard = yield* this.remote.lock();
    const task = this.popped(guard.value?.shift() ?? null);
    yield* guard.drop();
    return task;
  }

  /** All that is in the local queue. */
  *takeLocal(): Op<readonly Notified[]> {
    return (yield* this.borrowLocal()).splice(0).map((task) => this.popped(task));
  }

  /** All that is in the remote queue; from now on nothing comes in. */
  *closeRemote(): Op<readonly Notified[]> {
    const guard = yield* this.remote.lock();
    const tasks = guard.value ?? panic("called `Option::unwrap()` on a `None` value");
    for (const task of tasks) this.popped(task);
    guard.value = null;
    yield* guard.drop();
    return tasks;
  }

  assertOwnThread(): void {
    assertOrPanic(
      currentThread() === this.owner,
      "`LocalSet`'s local run queue must not be accessed by another thread!",
    );
  }

  private *pushLocal(task: Notified): Op<void> {
    const queue = yield* this.borrowLocal();
    this.pushed(task);
    queue.push(task);
  }

  private *scheduleRemotely(task: Notified): Op<void> {
    const guard = yield* this.remote.lock();
    const queue = guard.value;
    if (queue !== null) {
      this.pushed(task);
      queue.push(task);
    }
    yield* guard.drop();
    // Without a queue the set is gone: nobody will run the task.
    yield* queue === null ? task.drop() : this.waker.wake();
  }

  /** An exclusive access, over before the next step. */
  private *borrowLocal(): Op<Notified[]> {
    this.assertOwnThread();
    const queue = this.local.peek();
    yield* this.local.set(queue);
    return queue;
  }

  private pushed({ raw }: Notified): void {
    if (observing()) tell({ type: "queue.push", queue: this, task: raw });
  }

  private popped<N extends Notified | null>(task: N): N {
    if (task !== null && observing()) tell({ type: "queue.pop", queue: this, task: task.raw });
    return task;
  }
}
