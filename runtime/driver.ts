/**
 * What a scheduler parks on, after tokio's `runtime/driver.rs`. Without time and I/O that is a parker:
 * one thread at a time has the driver and parks on it, everybody may unpark it.
 */
import { type Op, observing } from "../sim/index.ts";
import { tell } from "./events.ts";
import { ParkThread, type UnparkThread } from "./park.ts";

/** Everybody's side of a driver. */
export class DriverHandle {
  /** For traces. */
  readonly label: string;
  private readonly unparker: UnparkThread;

  /** Use `newDriver`. */
  constructor(label: string, unparker: UnparkThread) {
    this.label = label;
    this.unparker = unparker;
  }

  /** Has the driver return from its park, or from its next one. */
  unpark(): Op<void> {
    if (observing()) tell({ type: "driver.unpark", driver: this });
    return this.unparker.unpark();
  }
}

/** The side of whoever parks on it. `handle` is always the driver's own. */
export interface Driver {
  /** Blocks the thread until the driver is unparked, or has events. */
  park(handle: DriverHandle): Op<void>;
  /** As `park`, for at most `ns`; 0 looks for events without blocking. */
  parkTimeout(handle: DriverHandle, ns: number): Op<void>;
  /** Ends what waits for the driver's events. */
  shutdown(handle: DriverHandle): Op<void>;
}

/** A driver without events. */
class ThreadDriver implements Driver {
  private readonly parker: ParkThread;

  constructor(parker: ParkThread) {
    this.parker = parker;
  }

  park(handle: DriverHandle): Op<void> {
    if (observing()) tell({ type: "driver.park", driver: handle });
    return this.parker.park();
  }

  parkTimeout(handle: DriverHandle, ns: number): Op<void> {
    if (observing()) tell({ type: "driver.park", driver: handle });
    return this.parker.parkTimeout(ns);
  }

  shutdown(_handle: DriverHandle): Op<void> {
    return this.parker.shutdown();
  }
}

/** A driver and its handle. `label` is for traces. */
export function newDriver(label = "driver"): { readonly driver: Driver; readonly handle: DriverHandle } {
  const parker = new ParkThread(label);
  return { driver: new ThreadDriver(parker), handle: new DriverHandle(label, parker.unpark()) };
}
