/**
 * `CurrentThreadContext`: a thread that has the core, and the loop by which it runs the future of its
 * `blockOn` and the tasks. While foreign code runs (polls, hooks, wakes) the core lies in the context,
 * where `schedule` finds it; else it is in the loop's hands, and a task that is scheduled is given up.
 */
import { type Op, observing, panic } from "../../../sim/index.ts";
import type { SchedulerContext } from "../../context.ts";
import { tell } from "../../events.ts";
import { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import type { Ready } from "../../future/poll.ts";
import { tellingPoll } from "../../future/telling-poll.ts";
import type { Waker } from "../../future/waker.ts";
import { budgeted } from "../../task/coop.ts";
import type { Notified } from "../../task/notified.ts";
import { Defer } from "../defer.ts";
import type { Core } from "./core.ts";
import type { CurrentThreadHandle } from "./handle.ts";

/** How many tasks are run before the driver has its turn, where the builder was not told. */
const EVENT_INTERVAL = 61;
/** Every how many tasks the inject queue comes first. */
const GLOBAL_QUEUE_INTERVAL = 31;

const WORKER = { index: 0 };

export class CurrentThreadContext implements SchedulerContext {
  readonly handle: CurrentThreadHandle;
  /** null while it is in the loop's hands. */
  core: Core | null;
  private readonly deferred = new Defer();
  private pollsAtPark = 0;

  constructor(handle: CurrentThreadHandle, core: Core) {
    this.handle = handle;
    this.core = core;
  }

  defer(waker: Waker): Op<void> {
    return this.deferred.defer(waker);
  }

  /** Takes the core out of the context. */
  takeCore(): Core {
    const { core } = this;
    this.core = null;
    return core ?? panic("core missing");
  }

  /** Runs `future` to its end, and tasks meanwhile; null when a task's panic ended the runtime. */
  *run<T>(future: Future<T>): Op<Ready<T> | null> {
    const { handle } = this;
    const core = this.takeCore();
    const waker = yield* handle.wakerRef();
    const cx = new Context(waker.value);
    if (observing()) tell({ type: "block-on.begin", task: handle });
    try {
      for (;;) {
        if (yield* handle.resetWoken()) {
          const poll = yield* this.enter(
            core,
            budgeted(() => tellingPoll(handle, future, cx)),
          );
          if (poll.ready) return poll;
        }
        if (!(yield* this.turn(core))) return null;
      }
    } finally {
      // A panic left it in the context.
      this.core ??= core;
      if (observing()) tell({ type: "block-on.end", task: handle });
    }
  }

  /** Cancels all tasks and drops what is queued; the driver ends too. */
  *shutdown(): Op<void> {
    const { handle } = this;
    const core = this.takeCore();
    yield* handle.owned.closeAndShutdownAll();
    for (let task = yield* core.pop(); task !== null; task = yield* core.pop()) yield* task.drop();
    yield* handle.inject.close();
    for (let task = yield* handle.inject.pop(); task !== null; task = yield* handle.inject.pop()) yield* task.drop();
    if (!(yield* handle.owned.isEmpty())) panic("assertion failed: handle.shared.owned.is_empty()");
    if (core.driver !== null) yield* core.driver.shutdown(handle.driver);
    this.core = core;
  }

  /** Nobody will wake what was deferred. */
  drop(): Op<void> {
    return this.deferred.drop();
  }

  /** Runs tasks until there are none or the driver is due, and parks on it. False: a task panicked. */
  private *turn(core: Core): Op<boolean> {
    const { handle } = this;
    const tasks = handle.config.eventInterval ?? EVENT_INTERVAL;
    for (let i = 0; i < tasks; i++) {
      if (core.unhandledPanic) return false;
      core.tick++;
      if (observing()) tell({ type: "scheduler.tick", worker: WORKER });
      const next = yield* this.nextTask(core);
      if (next === null) {
        yield* this.deferred.isEmpty ? this.park(core) : this.parkYield(core);
        return true;
      }
      const task = yield* handle.owned.assertOwner(next);
      handle.workerMetrics[0].polls++;
      yield* this.enter(
        core,
        budgeted(() => task.run()),
      );
    }
    yield* this.parkYield(core);
    return true;
  }

  private *nextTask(core: Core): Op<Notified | null> {
    const { inject, config } = this.handle;
    const injectFirst = core.tick % (config.globalQueueInterval ?? GLOBAL_QUEUE_INTERVAL) === 0;
    if (injectFirst) return (yield* inject.pop()) ?? (yield* core.pop());
    return (yield* core.pop()) ?? (yield* inject.pop());
  }

  /** Blocks until the driver is unparked, unless a hook found something to do. */
  private *park(core: Core): Op<void> {
    const { beforePark, afterUnpark } = this.handle.config;
    if (beforePark !== undefined) yield* this.enter(core, beforePark());
    // Without a hook nothing has changed since the queues were looked at.
    const busy = beforePark !== undefined && (yield* this.hasPendingWork(core));
    // Even then the driver has its turn: a hook that always finds something must not starve it.
    if (busy) yield* this.parkOn(core, 0);
    else yield* this.sleep(core);
    if (afterUnpark !== undefined) yield* this.enter(core, afterUnpark());
  }

  private *sleep(core: Core): Op<void> {
    const [metrics] = this.handle.workerMetrics;
    metrics.parks++;
    metrics.parksAndUnparks++;
    if (metrics.polls === this.pollsAtPark) metrics.noops++;
    this.pollsAtPark = metrics.polls;
    yield* this.parkOn(core, null);
    metrics.parksAndUnparks++;
  }

  /** Looks for the driver's events without blocking. */
  private parkYield(core: Core): Op<void> {
    return this.parkOn(core, 0);
  }

  private *hasPendingWork(core: Core): Op<boolean> {
    return !(yield* core.isEmpty()) || !this.deferred.isEmpty || (yield* this.handle.isWoken());
  }

  /** Parks for at most `ns`, or until the driver is unparked; then wakes what was deferred. */
  private *parkOn(core: Core, ns: number | null): Op<void> {
    const { handle } = this;
    const driver = core.driver ?? panic("driver missing");
    core.driver = null;
    if (observing()) tell({ type: "worker.park", worker: WORKER, pool: handle });
    yield* this.enter(core, ns === null ? driver.park(handle.driver) : driver.parkTimeout(handle.driver, ns));
    if (observing()) tell({ type: "worker.unpark", worker: WORKER, pool: handle });
    yield* this.enter(core, this.deferred.wake());
    core.driver = driver;
  }

  /** Does `inside` with the core in the context. After a panic it stays there, for `CoreGuard` to put back. */
  private *enter<R>(core: Core, inside: Op<R>): Op<R> {
    this.core = core;
    const result = yield* inside;
    this.takeCore();
    return result;
  }
}
