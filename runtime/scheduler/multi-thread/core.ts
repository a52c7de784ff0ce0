/**
 * `Core`: what a worker needs in order to run tasks, tokio's `worker::Core`. It belongs to the thread that
 * runs the worker, and goes to another one while that thread blocks.
 */
import { assertOrPanic, type Op, observing, panic, UnsafeCell } from "../../../sim/index.ts";
import { threadRngN } from "../../context.ts";
import { tell } from "../../events.ts";
import type { Notified } from "../../task/notified.ts";
import type { MultiThreadHandle } from "./handle.ts";
import type { Parker } from "./park.ts";
import type { Local } from "./queue.ts";
import { Stats } from "./stats.ts";
import type { Worker } from "./worker.ts";

export class Core {
  /** What this worker scheduled last; it runs next, and nobody can steal it. */
  lifoSlot: Notified | null = null;
  /** False after too many turns of the LIFO slot in a row. */
  lifoEnabled: boolean;
  isSearching = false;
  isShutdown = false;
  /** Null while the worker is parked. */
  park: Parker | null;
  readonly runQueue: Local;
  readonly stats: Stats;
  /** A cell: two threads that have the core at once are a race. */
  private readonly tickCell: UnsafeCell<number>;
  private globalQueueInterval: number;

  constructor(runQueue: Local, park: Parker, handle: MultiThreadHandle, index: number) {
    this.runQueue = runQueue;
    this.park = park;
    this.stats = new Stats(handle.metricsOf(index));
    this.lifoEnabled = !handle.disableLifoSlot;
    this.globalQueueInterval = this.stats.tunedGlobalQueueInterval(handle.globalQueueInterval);
    this.tickCell = new UnsafeCell(0, `${handle.label}.worker${index}.tick`);
  }

  *advance(worker: Worker): Op<void> {
    yield* this.tickCell.set((this.tick + 1) >>> 0);
    if (observing()) tell({ type: "scheduler.tick", worker });
  }

  /** How many turns of the loop there were; the caller has the core. */
  get tick(): number {
    return this.tickCell.peek();
  }

  /** A task that is queued for this worker or for all. */
  *nextTask(worker: Worker): Op<Notified | null> {
    const { handle } = worker;
    if (this.tick % this.globalQueueInterval === 0) {
      // Else a worker that is never out of work would never look.
      this.tuneGlobalQueueInterval(handle);
      return (yield* handle.nextRemoteTask()) ?? (yield* this.nextLocalTask());
    }
    const local = yield* this.nextLocalTask();
    if (local !== null) return local;
    if (yield* handle.inject.isEmpty()) return null;
    return yield* this.takeBatch(handle);
  }

  *nextLocalTask(): Op<Notified | null> {
    const next = this.lifoSlot;
    this.lifoSlot = null;
    return next ?? (yield* this.runQueue.pop());
  }

  /** Of other workers, or what has come into the inject queue meanwhile. Null also where enough others search. */
  *stealWork(worker: Worker): Op<Notified | null> {
    const { handle } = worker;
    if (!(yield* this.transitionToSearching(worker))) return null;
    const count = handle.remotes.length;
    const start = threadRngN(count);
    for (let i = 0; i < count; i++) {
      const index = (start + i) % count;
      if (index === worker.index) continue;
      const stolen = yield* handle.remote(index).steal.stealInto(this.runQueue, this.stats);
      if (stolen !== null) return stolen;
    }
    return yield* handle.nextRemoteTask();
  }

  *transitionFromSearching(worker: Worker): Op<void> {
    if (!this.isSearching) return;
    this.setSearching(worker, false);
    yield* worker.handle.transitionWorkerFromSearching();
  }

  /** There is something to steal, and this worker is busy with something else. */
  *shouldNotifyOthers(): Op<boolean> {
    if (this.isSearching) return false;
    const own = this.lifoSlot === null ? 0 : 1;
    return own + (yield* this.runQueue.len()) > 1;
  }

  /** Counts the worker among the parked. False: there is work. */
  *transitionToParked(worker: Worker): Op<boolean> {
    if (yield* this.hasTasks()) return false;
    const { handle } = worker;
    const wasLastSearcher = yield* handle.idle.transitionWorkerToParked(handle.synced, worker.index, this.isSearching);
    this.setSearching(worker, false);
    // What came after its last look met a searching worker, and woke nobody else.
    if (wasLastSearcher) yield* handle.notifyIfWorkPending();
    return true;
  }

  /** Counts the worker among the unparked. False: it was woken, but nobody meant it. */
  *transitionFromParked(worker: Worker): Op<boolean> {
    const { idle, synced } = worker.handle;
    if (yield* this.hasTasks()) {
      // Whoever unparked it on purpose counted it as searching; the driver did not.
      this.setSearching(worker, !(yield* idle.unparkWorkerById(synced, worker.index)));
      return true;
    }
    if (yield* idle.isParked(synced, worker.index)) return false;
    this.setSearching(worker, true);
    return true;
  }

  /** Looks whether the scheduler was shut down. */
  *maintenance(worker: Worker): Op<void> {
    if (this.isShutdown) return;
    this.isShutdown = yield* worker.handle.inject.isClosed();
    if (this.isShutdown && observing()) tell({ type: "worker.shutdown", worker, pool: worker.handle });
  }

  /** Cancels all tasks. All workers do, each beginning somewhere else. */
  *preShutdown(worker: Worker): Op<void> {
    const { owned, ownedShards } = worker.handle;
    yield* owned.closeAndShutdownAll(threadRngN(ownedShards));
  }

  /** Drops what is queued. */
  *shutdown(handle: MultiThreadHandle): Op<void> {
    const park = this.park ?? panic("park missing");
    this.park = null;
    for (let task = yield* this.nextLocalTask(); task !== null; task = yield* this.nextLocalTask()) yield* task.drop();
    yield* park.shutdown(handle.driver);
  }

  /** A batch out of the inject queue: its first task; the others are queued here, where they can be stolen. */
  private *takeBatch(handle: MultiThreadHandle): Op<Notified | null> {
    // Into the first half of the queue, or an overflow could bring them back where they came from.
    const room = Math.min(yield* this.runQueue.remainingSlots(), this.runQueue.maxCapacity / 2);
    const share = Math.floor((yield* handle.inject.len()) / handle.remotes.length) + 1;
    const tasks = yield* handle.inject.popN(Math.max(1, Math.min(share, room)));
    const first = tasks.shift() ?? null;
    yield* this.runQueue.pushBack(tasks);
    return first;
  }

  private *transitionToSearching(worker: Worker): Op<boolean> {
    if (this.isSearching) return true;
    const may = yield* worker.handle.idle.transitionWorkerToSearching();
    if (may) this.setSearching(worker, true);
    return may;
  }

  private *hasTasks(): Op<boolean> {
    return this.lifoSlot !== null || (yield* this.runQueue.hasTasks());
  }

  private setSearching(worker: Worker, searching: boolean): void {
    if (this.isSearching === searching) return;
    this.isSearching = searching;
    if (observing()) {
      tell({ type: searching ? "worker.searching" : "worker.searched", worker, pool: worker.handle });
    }
  }

  private tuneGlobalQueueInterval(handle: MultiThreadHandle): void {
    const next = this.stats.tunedGlobalQueueInterval(handle.globalQueueInterval);
    // A small change is only jitter.
    if (Math.abs(this.globalQueueInterval - next) > 2) this.globalQueueInterval = next;
    assertOrPanic(this.globalQueueInterval > 0, "global_queue_interval must be greater than 0");
  }
}
