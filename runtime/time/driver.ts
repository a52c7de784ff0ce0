/**
 * `TimeDriver`, after tokio's `runtime/time/mod.rs`: parks until the next timer is due, or until what is below
 * it (I/O, or a parker) wakes it, and then fires what is due.
 */
import { assertOrPanic, type Op } from "../../sim/index.ts";
import type { Driver, DriverHandle } from "../driver.ts";
import type { TimeHandle } from "./handle.ts";

export class TimeDriver implements Driver {
  private readonly inner: Driver;
  private readonly time: TimeHandle;

  /** Parks on `inner`. */
  constructor(inner: Driver, time: TimeHandle) {
    this.inner = inner;
    this.time = time;
  }

  park(handle: DriverHandle): Op<void> {
    return this.parkInternal(handle, null);
  }

  parkTimeout(handle: DriverHandle, ns: number): Op<void> {
    return this.parkInternal(handle, ns);
  }

  *shutdown(handle: DriverHandle): Op<void> {
    if (yield* this.time.isShutdown()) return;
    yield* this.time.shutdown();
    yield* this.inner.shutdown(handle);
  }

  private *parkInternal(handle: DriverHandle, limit: number | null): Op<void> {
    const { time } = this;
    assertOrPanic(!(yield* time.isShutdown()), "!handle.is_shutdown()");
    const when = yield* time.beginToPark();
    if (when === null) {
      if (limit === null) yield* this.inner.park(handle);
      else yield* this.parkThreadTimeout(handle, limit);
    } else {
      const { timeSource, clock } = time;
      const ns = Math.max(0, timeSource.tickToNs(when) - timeSource.tickToNs(timeSource.now(clock)));
      if (ns === 0) yield* this.inner.parkTimeout(handle, 0);
      else yield* this.parkThreadTimeout(handle, limit === null ? ns : Math.min(limit, ns));
    }
    yield* time.process();
  }

  /** Where the clock is paused, time passes at once unless something happened. */
  private *parkThreadTimeout(handle: DriverHandle, ns: number): Op<void> {
    const { time } = this;
    if (!time.clock.canAutoAdvance) {
      // Beyond what the engine can count nobody waits.
      yield* this.inner.parkTimeout(handle, Math.min(ns, Number.MAX_SAFE_INTEGER));
      return;
    }
    yield* this.inner.parkTimeout(handle, 0);
    if (!(yield* time.didWake())) time.clock.advance(ns);
  }
}
