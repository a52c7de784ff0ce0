/**
 * `MultiThreadHandle`: what is shared by the workers of a multi-thread scheduler and by all who spawn and
 * wake its tasks, after tokio's `multi_thread::Handle` and `worker::Shared`.
 *
 * Whoever makes work available sees to it that somebody comes for it: a worker that schedules for itself
 * wakes another one where there is something to steal; everybody else pushes first and then looks whether
 * a worker searches. A worker that ceases to search looks once more at all queues.
 *
 * Shutting down closes the inject queue and wakes all workers. Each cancels tasks until none is left; the
 * last one to come through (`shutdownCore`) drops what is queued.
 */
import { assertOrPanic, Mutex, type Op, observing, panic } from "../../../sim/index.ts";
import type { BlockingRuntime } from "../../blocking/options.ts";
import type { Spawner } from "../../blocking/spawner.ts";
import { setCurrentHandle } from "../../context.ts";
import type { DriverHandle } from "../../driver.ts";
import { tell } from "../../events.ts";
import type { Future } from "../../future/future.ts";
import { InternalMutex } from "../../sync/internal-mutex.ts";
import { NO_HOOKS, type TaskHooks } from "../../task/hooks.ts";
import type { JoinHandle } from "../../task/join.ts";
import { OwnedTasks } from "../../task/list.ts";
import type { Notified, Task } from "../../task/notified.ts";
import { WorkerMetrics } from "../../worker-metrics.ts";
import { Inject, InjectSynced } from "../inject.ts";
import type { SchedulerHandle } from "../scheduler-handle.ts";
import type { MultiThreadConfig } from "./config.ts";
import type { Core } from "./core.ts";
import { Idle, type IdleSynced } from "./idle.ts";
import type { Unparker } from "./park.ts";
import type { Overflow, Steal } from "./queue.ts";
import { currentWorker } from "./worker.ts";

/** What others need of a worker. */
export interface Remote {
  readonly steal: Steal;
  readonly unpark: Unparker;
}

/** What is behind the scheduler's lock. */
export interface Synced {
  readonly idle: IdleSynced;
  readonly inject: InjectSynced;
}

export class MultiThreadHandle implements SchedulerHandle, BlockingRuntime, Overflow {
  readonly label: string;
  readonly driver: DriverHandle;
  readonly blockingSpawner: Spawner;
  readonly remotes: readonly Remote[];
  readonly workerMetrics: readonly WorkerMetrics[];
  /** Tasks that were scheduled from outside of the workers. */
  remoteSchedules = 0;
  readonly inject: Inject;
  readonly idle: Idle;
  readonly synced: Mutex<Synced>;
  readonly owned: OwnedTasks;
  readonly ownedShards: number;
  readonly eventInterval: number;
  readonly globalQueueInterval: number | null;
  readonly disableLifoSlot: boolean;
  readonly beforePark: (() => Op<void>) | null;
  readonly afterUnpark: (() => Op<void>) | null;
  private readonly taskHooks: TaskHooks;
  /** The cores of workers that are through with their shutdown: not in the workers, where others could take them. */
  private readonly shutdownCores: Mutex<Core[]>;

  /** Use `MultiThread`. */
  constructor(remotes: readonly Remote[], driver: DriverHandle, spawner: Spawner, config: MultiThreadConfig) {
    const label = config.label ?? "multi-thread";
    const { idle, synced } = Idle.new(remotes.length);
    this.label = label;
    this.driver = driver;
    this.blockingSpawner = spawner;
    this.remotes = remotes;
    this.workerMetrics = remotes.map(() => new WorkerMetrics());
    this.idle = idle;
    this.synced = new InternalMutex<Synced>({ idle: synced, inject: new InjectSynced() }, `${label}.synced`);
    this.inject = new Inject(`${label}.inject`, this.synced);
    this.ownedShards = config.ownedShards ?? 1;
    this.owned = new OwnedTasks(`${label}.owned`, this.ownedShards);
    this.eventInterval = config.eventInterval ?? 61;
    this.globalQueueInterval = config.globalQueueInterval ?? null;
    this.disableLifoSlot = config.disableLifoSlot ?? false;
    this.beforePark = config.beforePark ?? null;
    this.afterUnpark = config.afterUnpark ?? null;
    this.taskHooks = config.hooks ?? NO_HOOKS;
    this.shutdownCores = new Mutex<Core[]>([], `${label}.shutdownCores`);
  }

  *spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
    const { join, notified } = yield* this.owned.bind(future, this, name);
    const { onSpawn } = this.taskHooks;
    if (onSpawn !== undefined) yield* onSpawn({ id: join.taskId });
    if (notified !== null) yield* this.schedule(notified);
    return join;
  }

  schedule(task: Notified): Op<void> {
    return this.scheduleTask(task, false);
  }

  yieldNow(task: Notified): Op<void> {
    return this.scheduleTask(task, true);
  }

  release(task: Task): Op<Task | null> {
    return this.owned.remove(task);
  }

  hooks(): TaskHooks {
    return this.taskHooks;
  }

  numAliveTasks(): Op<number> {
    return this.owned.numAliveTasks();
  }

  /** A thread of the blocking pool, with this handle as the one that is spawned to. */
  *entered(body: () => Op<void>): Op<void> {
    const current = setCurrentHandle(this);
    try {
      yield* body();
    } finally {
      current.drop();
    }
  }

  /** No more tasks from now on; the workers, all of them woken, will see it and shut down. */
  *shutdown(): Op<void> {
    if (!(yield* this.inject.close())) return;
    if (observing()) tell({ type: "runtime.shutdown.begin", runtime: this });
    for (const { unpark } of this.remotes) yield* unpark.unpark(this.driver);
  }

  /** A worker is through with its shutdown. The last one drops what is left in the queues. */
  *shutdownCore(core: Core): Op<void> {
    const guard = yield* this.shutdownCores.lock();
    const cores = guard.value;
    cores.push(core);
    if (cores.length === this.remotes.length) {
      assertOrPanic(yield* this.owned.isEmpty(), "self.shared.owned.is_empty()");
      for (const each of cores.splice(0)) yield* each.shutdown(this);
      for (let task = yield* this.nextRemoteTask(); task !== null; task = yield* this.nextRemoteTask()) {
        yield* task.drop();
      }
      if (observing()) tell({ type: "runtime.shutdown.end", runtime: this });
    }
    yield* guard.drop();
  }

  remote(index: number): Remote {
    return this.remotes[index] ?? panic(`index out of bounds: the index is ${index}`);
  }

  metricsOf(index: number): WorkerMetrics {
    return this.workerMetrics[index] ?? panic(`index out of bounds: the index is ${index}`);
  }

  nextRemoteTask(): Op<Notified | null> {
    return this.inject.pop();
  }

  /** `Overflow`: what does not fit into a worker's queue. */
  push(task: Notified): Op<void> {
    return this.inject.push(task);
  }

  pushBatch(tasks: readonly Notified[]): Op<void> {
    return this.inject.pushBatch(tasks);
  }

  /** Wakes a parked worker, unless one searches already or none is parked. */
  *notifyParkedLocal(): Op<void> {
    const index = yield* this.idle.workerToNotify(this.synced);
    if (index !== null) yield* this.remote(index).unpark.unpark(this.driver);
  }

  /** The same, by somebody who is no worker here or blocks. */
  notifyParkedRemote(): Op<void> {
    return this.notifyParkedLocal();
  }

  *notifyIfWorkPending(): Op<void> {
    for (const { steal } of this.remotes) {
      if (!(yield* steal.isEmpty())) {
        yield* this.notifyParkedLocal();
        return;
      }
    }
    if (!(yield* this.inject.isEmpty())) yield* this.notifyParkedLocal();
  }

  *transitionWorkerFromSearching(): Op<void> {
    // The last one that searched has found something: there may be more.
    if (yield* this.idle.transitionWorkerFromSearching()) yield* this.notifyParkedLocal();
  }

  private *scheduleTask(task: Notified, isYield: boolean): Op<void> {
    const worker = currentWorker();
    if (worker !== null && worker.handle === this && worker.core !== null) {
      yield* this.scheduleLocal(worker.core, task, isYield);
      return;
    }
    // First the task, then the look for a worker: or one that just gave up its search would not be seen.
    this.remoteSchedules++;
    yield* this.inject.push(task);
    yield* this.notifyParkedRemote();
  }

  private *scheduleLocal(core: Core, task: Notified, isYield: boolean): Op<void> {
    core.stats.scheduledLocally();
    let stealable = true;
    if (isYield || !core.lifoEnabled) {
      yield* core.runQueue.pushBackOrOverflow(task, this, core.stats);
    } else {
      const before = core.lifoSlot;
      stealable = before !== null;
      if (before !== null) yield* core.runQueue.pushBackOrOverflow(before, this, core.stats);
      core.lifoSlot = task;
    }
    // While it is parked, the driver's wakes come in batches: it will see to them when all are there.
    if (stealable && core.park !== null) yield* this.notifyParkedLocal();
  }
}
