/**
 * `TimerEntry`, after tokio's `time/entry.rs`: a timer as its owner has it. It is registered at its first
 * poll, moved by `reset`, and out of the driver's lists before it is freed.
 */
import { type Op, observing, panic } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Context } from "../future/context.ts";
import type { SchedulerHandle } from "../scheduler/scheduler-handle.ts";
import { RUNTIME_SHUTTING_DOWN } from "../util/error.ts";
import { TimerShared } from "./entry-shared.ts";
import type { TimerResult } from "./entry-state.ts";
import type { TimeHandle } from "./handle.ts";
import { roundedTick } from "./tick.ts";

export class TimerEntry {
  private readonly label: string;
  private readonly handle: SchedulerHandle;
  private readonly time: TimeHandle;
  /** Made at the first registration. */
  private inner: TimerShared | null = null;
  private deadlineNs: number;
  private registered = false;

  /** Panics where the runtime of `handle` has no time driver. */
  constructor(handle: SchedulerHandle, deadlineNs: number, label = "timer") {
    this.label = label;
    this.handle = handle;
    this.time = handle.driver.time();
    this.deadlineNs = deadlineNs;
  }

  get deadline(): number {
    return this.deadlineNs;
  }

  /** Whether it has fired. */
  *isElapsed(): Op<boolean> {
    const { inner } = this;
    return inner !== null && !(yield* inner.state.mightBeRegistered()) && this.registered;
  }

  /** The result; null while it has not fired, and then the context's waker is woken when it does. */
  *pollElapsed(cx: Context): Op<TimerResult | null> {
    if (yield* this.time.isShutdown()) panic(RUNTIME_SHUTTING_DOWN);
    if (!this.registered) yield* this.reset(this.deadlineNs, true);
    return yield* this.shared().state.poll(cx.waker);
  }

  /** Moves it to `deadlineNs`. Without `reregister` whoever polled last may not be woken; the next poll registers. */
  *reset(deadlineNs: number, reregister: boolean): Op<void> {
    this.deadlineNs = deadlineNs;
    this.registered = reregister;
    const tick = this.time.timeSource.deadlineToTick(deadlineNs);
    const inner = this.shared();
    // Later than before, and registered: the driver will find it when its old tick comes.
    if (yield* inner.state.extendExpiration(tick)) {
      if (observing()) tell({ type: "timer.extend", entry: inner, driver: this.time, when: roundedTick(tick) });
      return;
    }
    if (reregister) yield* this.time.reregister(this.handle.driver.ioUnparker, tick, inner);
  }

  /** Takes it out of the driver's lists and frees it. */
  *drop(): Op<void> {
    const { inner } = this;
    if (inner === null) return;
    // With the lock even where it has fired: what the driver did to it must be over.
    yield* this.time.clearEntry(inner);
    yield* inner.drop();
  }

  private shared(): TimerShared {
    this.inner ??= new TimerShared(this.label, this.time);
    return this.inner;
  }
}
