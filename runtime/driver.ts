/**
 * What a scheduler parks on, after tokio's `runtime/driver.rs`: a stack. On top the time driver,
 * below it the drivers of signals and I/O, or a parker where there is no I/O. One thread at a time has the driver
 * and parks on it, everybody may unpark it.
 */
import { type Op, observing, panic } from "../sim/index.ts";
import { tell } from "./events.ts";
import { newIoDriver } from "./io/driver.ts";
import type { IoHandle } from "./io/handle.ts";
import { ParkThread } from "./park.ts";
import { SignalDriver, SignalHandle } from "./signal/driver.ts";
import { Clock } from "./time/clock.ts";
import { TimeDriver } from "./time/driver.ts";
import { TimeHandle, type Unparks } from "./time/handle.ts";

const TIME_DISABLED =
  "A Tokio 1.x context was found, but timers are disabled. Call `enable_time` on the runtime builder to enable timers.";

const IO_DISABLED =
  "A Tokio 1.x context was found, but IO is disabled. Call `enable_io` on the runtime builder to enable IO.";

export interface DriverOptions {
  /** For traces. */
  readonly label?: string;
  /** With an I/O driver. */
  readonly enableIo?: boolean;
  /** With a time driver: timers can be made. */
  readonly enableTime?: boolean;
  /** Whether the clock may be paused: where all tasks are on one thread. */
  readonly enablePauseTime?: boolean;
  readonly startPaused?: boolean;
}

/** Everybody's side of a driver. */
export class DriverHandle {
  /** For traces. */
  readonly label: string;
  /** What the runtime takes for the present. */
  readonly clock: Clock;
  /** Ends a park, without a word to the time driver: for that one's own use. */
  readonly ioUnparker: Unparks;
  private readonly ioHandle: IoHandle | null;
  private readonly signalHandle: SignalHandle | null;
  private readonly timeHandle: TimeHandle | null;

  /** Use `newDriver`. */
  constructor(label: string, clock: Clock, io: IoStack, time: TimeHandle | null) {
    this.label = label;
    this.clock = clock;
    this.ioUnparker = io.unparker;
    this.ioHandle = io.handle;
    this.signalHandle = io.signal;
    this.timeHandle = time;
  }

  /** Has the driver return from its park, or from its next one. */
  *unpark(): Op<void> {
    if (observing()) tell({ type: "driver.unpark", driver: this });
    if (this.timeHandle !== null) yield* this.timeHandle.unpark();
    yield* this.ioUnparker.unpark();
  }

  /** To the I/O driver; panics where there is none. */
  io(): IoHandle {
    return this.ioHandle ?? panic(IO_DISABLED);
  }

  /** To the signal driver; null where there is no I/O driver. */
  signal(): SignalHandle | null {
    return this.signalHandle;
  }

  /** To the time driver; panics where there is none. */
  time(): TimeHandle {
    return this.timeHandle ?? panic(TIME_DISABLED);
  }

  /** As `time`, null where there is none. */
  tryTime(): TimeHandle | null {
    return this.timeHandle;
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

/** At the bottom where there is no I/O. */
class ThreadDriver implements Driver {
  private readonly parker: ParkThread;

  constructor(parker: ParkThread) {
    this.parker = parker;
  }

  park(_handle: DriverHandle): Op<void> {
    return this.parker.park();
  }

  parkTimeout(_handle: DriverHandle, ns: number): Op<void> {
    return this.parker.parkTimeout(ns);
  }

  shutdown(_handle: DriverHandle): Op<void> {
    return this.parker.shutdown();
  }
}

/** The whole stack. */
class StackDriver implements Driver {
  private readonly inner: Driver;

  constructor(inner: Driver) {
    this.inner = inner;
  }

  park(handle: DriverHandle): Op<void> {
    if (observing()) tell({ type: "driver.park", driver: handle });
    return this.inner.park(handle);
  }

  parkTimeout(handle: DriverHandle, ns: number): Op<void> {
    if (observing()) tell({ type: "driver.park", driver: handle });
    return this.inner.parkTimeout(handle, ns);
  }

  shutdown(handle: DriverHandle): Op<void> {
    return this.inner.shutdown(handle);
  }
}

/** What is below the time driver, and how to unpark it. */
interface IoStack {
  readonly driver: Driver;
  readonly unparker: Unparks;
  /** null where it is a parker. */
  readonly handle: IoHandle | null;
  readonly signal: SignalHandle | null;
}

function createIoStack(label: string, enableIo: boolean): IoStack {
  if (enableIo) {
    const { driver, handle } = newIoDriver({ label: `${label}.io` });
    const signal = new SignalHandle(`${label}.signal`, handle);
    return { driver: new SignalDriver(driver, signal), unparker: handle, handle, signal };
  }
  const parker = new ParkThread(label);
  return { driver: new ThreadDriver(parker), unparker: parker.unpark(), handle: null, signal: null };
}

/** A driver and its handle. `options` may be a label, for traces. */
export function newDriver(options: string | DriverOptions = {}): {
  readonly driver: Driver;
  readonly handle: DriverHandle;
} {
  const given = typeof options === "string" ? { label: options } : options;
  const {
    label = "driver",
    enableIo = false,
    enableTime = false,
    enablePauseTime = false,
    startPaused = false,
  } = given;
  const io = createIoStack(label, enableIo);
  const clock = new Clock(enablePauseTime, startPaused);
  const time = enableTime ? new TimeHandle(clock, `${label}.time`) : null;
  const stack = time === null ? io.driver : new TimeDriver(io.driver, time);
  return { driver: new StackDriver(stack), handle: new DriverHandle(label, clock, io, time) };
}
