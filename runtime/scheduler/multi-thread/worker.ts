/**
 * Workers and the threads that run them, after tokio's `multi_thread/worker.rs`. A `Worker` is a place at
 * the scheduler; its `Core` is with the thread that runs it, which is the thread's `WorkerContext` then.
 * While a task blocks in place, the core lies in the worker, for another thread to go on with.
 */
import { assertOrPanic, finding, type Op, observing, Panic, panic, raise } from "../../../sim/index.ts";
import { currentScheduler, enterRuntime, type SchedulerContext, setScheduler } from "../../context.ts";
import { tell } from "../../events.ts";
import type { Waker } from "../../future/waker.ts";
import { hasBudgetRemaining, INITIAL_BUDGET, setBudget } from "../../task/coop.ts";
import type { LocalNotified, Notified } from "../../task/notified.ts";
import { AtomicCell } from "../../util/atomic-cell.ts";
import { Defer } from "../defer.ts";
import type { Core } from "./core.ts";
import type { MultiThreadHandle } from "./handle.ts";

/** How often in a row a task from the LIFO slot may go before what is queued. */
const MAX_LIFO_POLLS_PER_TICK = 3;

export class Worker {
  readonly handle: MultiThreadHandle;
  readonly index: number;
  /** Where the core changes threads. */
  readonly core: AtomicCell<Core>;

  constructor(handle: MultiThreadHandle, index: number, core: Core) {
    this.handle = handle;
    this.index = index;
    this.core = new AtomicCell<Core>(core, `${handle.label}.worker${index}.core`);
  }
}

/** The running thread's worker, with or without its core; null where it runs none. */
export function currentWorker(): WorkerContext | null {
  const scheduler = currentScheduler();
  return scheduler instanceof WorkerContext ? scheduler : null;
}

/** Runs the worker on this thread until the scheduler is shut down, or until a task blocked and another thread has the core. */
export function* runWorker(worker: Worker): Op<void> {
  const core = yield* worker.core.take();
  if (core === null) return; // whoever blocked took it back
  const runtime = enterRuntime(worker.handle, true);
  const context = new WorkerContext(worker);
  const scheduler = setScheduler(context);
  try {
    yield* context.run(core);
    // Where the core was lost inside of a poll, nobody else will.
    yield* context.deferred.wake();
  } catch (thrown) {
    if (thrown instanceof Panic) abort(thrown);
    throw thrown;
  } finally {
    scheduler.drop();
    runtime.drop();
  }
}

/** With debug assertions tokio aborts the process: tasks' panics are caught, so this one is the runtime's own. */
function abort({ message }: Panic): never {
  raise(finding("panic", `worker thread panicking; aborting process: ${message}`, { involved: ["worker", message] }));
}

export class WorkerContext implements SchedulerContext {
  readonly worker: Worker;
  /** While a task is polled or the worker is parked; null while another thread has it. */
  core: Core | null = null;
  readonly deferred = new Defer();

  constructor(worker: Worker) {
    this.worker = worker;
  }

  get handle(): MultiThreadHandle {
    return this.worker.handle;
  }

  *defer(waker: Waker): Op<void> {
    // Without the core, this thread is inside of a blocking section, and its list is nobody's to wake.
    yield* this.core === null ? waker.wakeByRef() : this.deferred.defer(waker);
  }

  *run(core: Core): Op<void> {
    const { worker, handle } = this;
    this.resetLifoEnabled(core); // whoever lost the core may have left it disabled
    core.stats.startProcessing();
    while (!core.isShutdown) {
      this.assertLifoEnabled(core);
      yield* core.advance(worker);
      if (core.tick % handle.eventInterval === 0) yield* this.maintenance(core);
      const task = (yield* core.nextTask(worker)) ?? (yield* this.searchTask(core));
      if (task !== null) {
        if (!(yield* this.runTask(task, core))) return;
      } else {
        yield* this.deferred.isEmpty ? this.park(core) : this.parkYield(core);
        core.stats.startProcessing();
      }
    }
    yield* core.preShutdown(worker);
    yield* handle.shutdownCore(core);
  }

  /** What there is elsewhere. */
  private *searchTask(core: Core): Op<Notified | null> {
    core.stats.endProcessing();
    const task = yield* core.stealWork(this.worker);
    if (task !== null) core.stats.startProcessing();
    return task;
  }

  /** Polls a task, and then whom it put into the LIFO slot. False: the core is gone. */
  private *runTask(notified: Notified, core: Core): Op<boolean> {
    const task = yield* this.handle.owned.assertOwner(notified);
    // So that others search, should there be more.
    yield* core.transitionFromSearching(this.worker);
    this.assertLifoEnabled(core);
    core.stats.startPoll();
    this.core = core;
    const budget = setBudget(INITIAL_BUDGET);
    const kept = yield* this.pollTasks(task);
    setBudget(budget);
    return kept;
  }

  private *pollTasks(first: LocalNotified): Op<boolean> {
    const { handle } = this;
    let task = first;
    for (let lifoPolls = 1; ; lifoPolls++) {
      yield* task.run();
      const { core } = this;
      if (core === null) return false;
      this.core = null;
      const next = core.lifoSlot;
      core.lifoSlot = null;
      if (next === null) {
        this.resetLifoEnabled(core);
        return true;
      }
      if (!hasBudgetRemaining()) {
        yield* core.runQueue.pushBackOrOverflow(next, handle, core.stats);
        this.assertLifoEnabled(core);
        return true;
      }
      // Two tasks that wake each other would keep all others waiting.
      if (lifoPolls >= MAX_LIFO_POLLS_PER_TICK) core.lifoEnabled = false;
      this.core = core;
      task = yield* handle.owned.assertOwner(next);
    }
  }

  private *maintenance(core: Core): Op<void> {
    core.stats.endProcessing();
    yield* this.parkYield(core);
    yield* core.maintenance(this.worker);
    core.stats.startProcessing();
  }

  /** Sleeps until there is work, or the shutdown. */
  private *park(core: Core): Op<void> {
    const { worker, handle } = this;
    if (handle.beforePark !== null) yield* handle.beforePark();
    if (yield* core.transitionToParked(worker)) {
      while (!core.isShutdown) {
        core.stats.aboutToPark();
        if (observing()) tell({ type: "worker.park", worker, pool: handle });
        yield* this.parkInternal(core, false);
        if (observing()) tell({ type: "worker.unpark", worker, pool: handle });
        core.stats.unparked();
        yield* core.maintenance(worker);
        if (yield* core.transitionFromParked(worker)) break;
      }
    }
    if (handle.afterUnpark !== null) yield* handle.afterUnpark();
  }

  /** The driver's turn, without sleeping. */
  private parkYield(core: Core): Op<void> {
    return this.parkInternal(core, true);
  }

  private *parkInternal(core: Core, poll: boolean): Op<void> {
    const { handle } = this;
    this.assertLifoEnabled(core);
    const park = core.park ?? panic("park missing");
    core.park = null;
    this.core = core; // the driver's wakes go to the own queue
    yield* poll ? park.poll(handle.driver) : park.park(handle.driver);
    yield* this.deferred.wake();
    this.core = null;
    core.park = park;
    if (yield* core.shouldNotifyOthers()) yield* handle.notifyParkedLocal();
  }

  private resetLifoEnabled(core: Core): void {
    core.lifoEnabled = !this.handle.disableLifoSlot;
  }

  private assertLifoEnabled(core: Core): void {
    assertOrPanic(core.lifoEnabled === !this.handle.disableLifoSlot, "core.lifo_enabled is correct");
  }
}
