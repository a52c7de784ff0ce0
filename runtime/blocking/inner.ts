/** What the pool, its spawners and its threads share: a queue and its counts, under one lock. */
import { AtomicUsize, Condvar, type JoinHandle, Mutex, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { UnownedTask } from "../task/unowned.ts";
import { type BlockingOptions, KEEP_ALIVE_NS } from "./options.ts";
import type { Sender } from "./shutdown.ts";

/** A task in the queue. A mandatory one, once it is there, is run in any case. */
export interface QueuedTask {
  readonly task: UnownedTask;
  readonly mandatory: boolean;
}

export interface Shared {
  readonly queue: QueuedTask[];
  /** How many idle threads were notified and have not woken up yet: waking up otherwise is spurious. */
  numNotify: number;
  shutdown: boolean;
  /** For new threads to clone; null once shut down. */
  shutdownTx: Sender | null;
  /** A thread that leaves for want of work is joined by the next one to leave, the last by the shutdown. */
  lastExitingThread: JoinHandle<void> | null;
  /** The running threads, by number, for the shutdown to join. */
  workerThreads: Map<number, JoinHandle<void>>;
  workerThreadIndex: number;
}

/** Counts that change with the lock held; anybody may read them without, so they are atomic. */
export class SpawnerMetrics {
  readonly numThreads: AtomicUsize;
  /** Threads that wait for work and that nobody has notified. */
  readonly numIdleThreads: AtomicUsize;
  readonly queueDepth: AtomicUsize;

  constructor(label: string) {
    this.numThreads = new AtomicUsize(0, `${label}.numThreads`);
    this.numIdleThreads = new AtomicUsize(0, `${label}.numIdleThreads`);
    this.queueDepth = new AtomicUsize(0, `${label}.queueDepth`);
  }
}

export class Inner {
  readonly label: string;
  readonly shared: Mutex<Shared>;
  /** Idle threads wait here. */
  readonly condvar: Condvar;
  readonly metrics: SpawnerMetrics;
  readonly options: BlockingOptions;
  readonly keepAliveNs: number;

  constructor(options: BlockingOptions, shutdownTx: Sender, label: string) {
    this.label = label;
    this.options = options;
    this.keepAliveNs = options.keepAliveNs ?? KEEP_ALIVE_NS;
    this.condvar = new Condvar(`${label}.condvar`);
    this.metrics = new SpawnerMetrics(label);
    this.shared = new Mutex<Shared>(
      {
        queue: [],
        numNotify: 0,
        shutdown: false,
        shutdownTx,
        lastExitingThread: null,
        workerThreads: new Map(),
        workerThreadIndex: 0,
      },
      `${label}.shared`,
    );
  }

  /** The next task, counted out of the queue; null when there is none. With the lock held. */
  *popQueued(shared: Shared): Op<QueuedTask | null> {
    const next = shared.queue.shift() ?? null;
    // Relaxed, as all of these counts: the lock orders them.
    if (next !== null) yield* this.metrics.queueDepth.fetchSub(1, "Relaxed");
    return next;
  }

  run({ task }: QueuedTask): Op<void> {
    if (observing()) tell({ type: "blocking.run", pool: this, task: task.raw });
    return task.run();
  }

  shutdownTask({ task }: QueuedTask): Op<void> {
    if (observing()) tell({ type: "blocking.drop", pool: this, task: task.raw });
    return task.shutdown();
  }
}
