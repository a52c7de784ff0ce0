/**
 * `CurrentThreadHandle`: everybody's side of a current-thread scheduler. Tasks come from here, and wakes:
 * on the thread that runs them into the core's own queue, from elsewhere into the inject queue, with
 * the driver unparked afterwards.
 *
 * It is the waker's data, too, of the future in `blockOn`: a wake sets `woken` and unparks the driver.
 */
import { AtomicBool, type Op, panic } from "../../../sim/index.ts";
import type { Spawner } from "../../blocking/spawner.ts";
import { currentScheduler, setCurrentHandle } from "../../context.ts";
import type { DriverHandle } from "../../driver.ts";
import type { Pollable } from "../../events.ts";
import type { Future } from "../../future/future.ts";
import { ManuallyDrop } from "../../future/manually-drop.ts";
import { RawWaker, type RawWakerVTable } from "../../future/raw-waker.ts";
import { Waker } from "../../future/waker.ts";
import { NO_HOOKS, type TaskHooks } from "../../task/hooks.ts";
import type { JoinHandle } from "../../task/join.ts";
import { OwnedTasks } from "../../task/list.ts";
import type { Notified, Task } from "../../task/notified.ts";
import { WorkerMetrics } from "../../worker-metrics.ts";
import { Inject } from "../inject.ts";
import type { SchedulerHandle } from "../scheduler-handle.ts";
import type { CurrentThreadConfig } from "./config.ts";
import { CurrentThreadContext } from "./context.ts";

export class CurrentThreadHandle implements SchedulerHandle, Pollable {
  readonly label: string;
  readonly driver: DriverHandle;
  readonly blockingSpawner: Spawner | null;
  readonly config: CurrentThreadConfig;
  readonly owned: OwnedTasks;
  readonly inject: Inject;
  /** Tasks that were scheduled from other threads. */
  remoteSchedules = 0;
  readonly workerMetrics = [new WorkerMetrics()] as const;
  private readonly woken: AtomicBool;
  private readonly raw: RawWaker = RawWaker.of<CurrentThreadHandle>(this, WAKES_BLOCK_ON);

  /** Use `CurrentThread`. */
  constructor(driver: DriverHandle, config: CurrentThreadConfig) {
    this.label = config.label ?? "current-thread";
    this.driver = driver;
    this.blockingSpawner = config.blockingSpawner ?? null;
    this.config = config;
    this.owned = new OwnedTasks(`${this.label}.owned`);
    this.inject = new Inject(`${this.label}.inject`);
    this.woken = new AtomicBool(false, `${this.label}.woken`);
  }

  *spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
    const { join, notified } = yield* this.owned.bind(future, this, name);
    const { onSpawn } = this.hooks();
    if (onSpawn !== undefined) yield* onSpawn({ id: join.taskId });
    if (notified !== null) yield* this.schedule(notified);
    return join;
  }

  *schedule(task: Notified): Op<void> {
    const scheduler = currentScheduler();
    if (scheduler instanceof CurrentThreadContext && scheduler.handle === this) {
      const { core } = scheduler;
      this.workerMetrics[0].localSchedules++;
      // Without a core the runtime shuts down: nobody will run the task.
      yield* core === null ? task.drop() : core.push(task);
      return;
    }
    this.remoteSchedules++;
    yield* this.inject.push(task);
    yield* this.driver.unpark();
  }

  release(task: Task): Op<Task | null> {
    return this.owned.remove(task);
  }

  *unhandledPanic(): Op<void> {
    if (this.config.unhandledPanic !== "shutdown-runtime") return;
    const scheduler = currentScheduler();
    if (!(scheduler instanceof CurrentThreadContext) || scheduler.handle !== this) {
      panic("internal error: entered unreachable code: runtime core not set in CURRENT thread-local");
    }
    // Without a core it shuts down already.
    if (scheduler.core === null) return;
    scheduler.core.unhandledPanic = true;
    yield* this.owned.closeAndShutdownAll();
  }

  hooks(): TaskHooks {
    return this.config.hooks ?? NO_HOOKS;
  }

  *entered(body: () => Op<void>): Op<void> {
    const current = setCurrentHandle(this);
    try {
      yield* body();
    } finally {
      current.drop();
    }
  }

  blockingBegins(): void {
    this.driver.clock.inhibitAutoAdvance();
  }

  /** The clock may go on, so the driver must look at it anew. Without timers nobody waits for the clock. */
  *blockingEnded(): Op<void> {
    this.driver.clock.allowAutoAdvance();
    if (this.driver.tryTime() !== null) yield* this.driver.unpark();
  }

  numAliveTasks(): Op<number> {
    return this.owned.numAliveTasks();
  }

  /** The waker of the future in `blockOn`. It is polled once in any case, so it counts as woken. */
  *wakerRef(): Op<ManuallyDrop<Waker>> {
    // Release, as in `wake`.
    yield* this.woken.store(true, "Release");
    return new ManuallyDrop(Waker.fromRaw(this.raw));
  }

  /** Whether the future in `blockOn` is to be polled. AcqRel: what was done before the wake is seen. */
  resetWoken(): Op<boolean> {
    return this.woken.swap(false, "AcqRel");
  }

  isWoken(): Op<boolean> {
    return this.woken.load("Acquire");
  }

  /** Has the future in `blockOn` polled. */
  *wake(): Op<void> {
    yield* this.woken.store(true, "Release");
    yield* this.driver.unpark();
  }

  /** What the waker is made of. */
  get rawWaker(): RawWaker {
    return this.raw;
  }
}

const WAKES_BLOCK_ON: RawWakerVTable<CurrentThreadHandle> = {
  *clone(handle) {
    return handle.rawWaker;
  },
  wake: (handle) => handle.wake(),
  wakeByRef: (handle) => handle.wake(),
  *drop() {},
  taskOf: (handle) => handle,
};
