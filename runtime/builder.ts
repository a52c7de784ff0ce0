/** `Builder`: what a runtime is to be like, and then the runtime, after tokio's `runtime/builder.rs`. */
import { type Op, panic } from "../sim/index.ts";
import type { BlockingOptions, Started } from "./blocking/options.ts";
import { BlockingPool } from "./blocking/pool.ts";
import { tryEnterBlockingRegion } from "./context.ts";
import { type DriverOptions, newDriver } from "./driver.ts";
import { Runtime } from "./runtime.ts";
import type { UnhandledPanic } from "./scheduler/current-thread/config.ts";
import { CurrentThread } from "./scheduler/current-thread/current-thread.ts";
import { MultiThread } from "./scheduler/multi-thread/multi-thread.ts";
import type { TaskHooks } from "./task/hooks.ts";

/** What may be set; tokio's defaults where left out, but for `workerThreads`. */
export interface RuntimeOptions {
  /** For traces. */
  readonly name?: string;
  /** Of a multi-thread runtime; tokio takes as many as there are cores, a model the 2 that make it one. */
  readonly workerThreads?: number;
  /** The most threads besides the workers at once. */
  readonly maxBlockingThreads?: number;
  /** How long a thread without work waits for some. */
  readonly threadKeepAliveNs?: number;
  /** The system's way to start a thread, for models in which that fails. */
  readonly startThread?: (body: () => Op<void>, name: string) => Op<Started>;
  /** Called by each thread of the runtime when it begins and before it ends. */
  readonly onThreadStart?: () => Op<void>;
  readonly onThreadStop?: () => Op<void>;
  /** Called by a thread that is about to sleep for want of tasks, and after it has; may spawn and wake. */
  readonly onThreadPark?: () => Op<void>;
  readonly onThreadUnpark?: () => Op<void>;
  readonly taskHooks?: TaskHooks;
  /** How many tasks are run before the driver has its turn. */
  readonly eventInterval?: number;
  /** Every how many tasks the inject queue comes before the local one. */
  readonly globalQueueInterval?: number;
  /** What becomes of a current-thread runtime when a task panics. */
  readonly unhandledPanic?: UnhandledPanic;
  /** Of a multi-thread runtime: what a worker schedules itself is queued behind what it has. */
  readonly disableLifoSlot?: boolean;
  /** Of a multi-thread runtime: how many tasks fit into a worker's queue, a power of two. */
  readonly queueCapacity?: number;
  /** Of a multi-thread runtime: shards of the list that owns the tasks; 1 by default, in which all meet. */
  readonly ownedShards?: number;
  /** With a time driver: timers can be made. */
  readonly enableTime?: boolean;
  /** With an I/O driver. */
  readonly enableIo?: boolean;
  /** Both. */
  readonly enableAll?: boolean;
  /** Of a current-thread runtime: its clock stands still until the runtime has nothing to do. */
  readonly startPaused?: boolean;
}

const WORKER_THREADS = 2;
const MAX_BLOCKING_THREADS = 512;

export class Builder {
  private readonly multiThread: boolean;
  private readonly options: RuntimeOptions;

  private constructor(multiThread: boolean, options: RuntimeOptions) {
    this.multiThread = multiThread;
    this.options = options;
  }

  /** A runtime whose tasks run on the thread that is in `blockOn`. */
  static newCurrentThread(options: RuntimeOptions = {}): Builder {
    return new Builder(false, options);
  }

  /** A runtime whose tasks run on worker threads of its own. */
  static newMultiThread(options: RuntimeOptions = {}): Builder {
    return new Builder(true, options);
  }

  /** The same, but for what `options` says otherwise. */
  with(options: RuntimeOptions): Builder {
    return new Builder(this.multiThread, { ...this.options, ...options });
  }

  /** A runtime, its workers started. To be dropped, or shut down. */
  *build(): Op<Runtime> {
    return yield* this.multiThread ? this.buildMultiThread() : this.buildCurrentThread();
  }

  private *buildCurrentThread(): Op<Runtime> {
    const name = this.options.name ?? "current-thread";
    const { driver, handle } = newDriver(this.driverOptions(name));
    const pool = this.blockingPool(name, 0);
    const config = { ...this.schedulerConfig(name), blockingSpawner: pool.spawner };
    return new Runtime(new CurrentThread(driver, handle, config), pool, name);
  }

  private *buildMultiThread(): Op<Runtime> {
    const name = this.options.name ?? "multi-thread";
    const workers = this.options.workerThreads ?? WORKER_THREADS;
    if (workers < 1) panic("Worker threads cannot be set to 0");
    const { driver, handle } = newDriver(this.driverOptions(name));
    const pool = this.blockingPool(name, workers);
    const scheduler = new MultiThread(workers, driver, handle, pool.spawner, this.schedulerConfig(name));
    // Its tasks are spawned inside of the runtime: so are the workers.
    const runtime = new Runtime(scheduler, pool, name);
    const current = runtime.enter();
    try {
      yield* scheduler.launch.launch();
    } finally {
      current.drop();
    }
    return runtime;
  }

  private driverOptions(name: string): DriverOptions {
    const { enableAll = false, enableIo = enableAll, enableTime = enableAll, startPaused = false } = this.options;
    const enablePauseTime = !this.multiThread;
    return { label: `${name}.driver`, enableIo, enableTime, enablePauseTime, startPaused };
  }

  private blockingPool(name: string, workers: number): BlockingPool {
    const { maxBlockingThreads = MAX_BLOCKING_THREADS, threadKeepAliveNs, ...options } = this.options;
    if (maxBlockingThreads < 1) panic("Max blocking threads cannot be set to 0");
    return new BlockingPool({
      label: `${name}.thread`,
      threadCap: maxBlockingThreads + workers,
      mayBlock: () => tryEnterBlockingRegion() !== null,
      ...defined<BlockingOptions>({
        keepAliveNs: threadKeepAliveNs,
        startThread: options.startThread,
        onThreadStart: options.onThreadStart,
        onThreadStop: options.onThreadStop,
      }),
    });
  }

  private schedulerConfig(label: string) {
    const { eventInterval, globalQueueInterval, unhandledPanic, disableLifoSlot } = this.options;
    const { queueCapacity, ownedShards, onThreadPark, onThreadUnpark, taskHooks } = this.options;
    const given = { eventInterval, globalQueueInterval, unhandledPanic, disableLifoSlot, queueCapacity, ownedShards };
    return {
      label,
      ...defined({ ...given, beforePark: onThreadPark, afterUnpark: onThreadUnpark, hooks: taskHooks }),
    };
  }
}

/** What was given, without the names of what was not. */
function defined<T extends object>(all: { readonly [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<T>;
}
