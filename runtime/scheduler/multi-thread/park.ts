/**
 * How workers park, after tokio's `multi_thread/park.rs`: whoever finds the driver free parks on it, the
 * others on a condition variable of their own. Each worker has a word that says how it is parked, so that
 * whoever unparks it knows whom to call.
 *
 * Whoever unparks writes NOTIFIED even where it stands there already: the worker must see what was done
 * before the last unpark, and for that it has to read that very write.
 */
import {
  AtomicUsize,
  assertOrPanic,
  Condvar,
  type Mutex,
  type MutexGuard,
  type Op,
  panic,
} from "../../../sim/index.ts";
import type { Driver, DriverHandle } from "../../driver.ts";
import { InternalMutex } from "../../sync/internal-mutex.ts";
import { TryLock } from "../../util/try-lock.ts";

export const EMPTY = 0;
export const PARKED_CONDVAR = 1;
export const PARKED_DRIVER = 2;
export const NOTIFIED = 3;

const STATES = ["EMPTY", "PARKED_CONDVAR", "PARKED_DRIVER", "NOTIFIED"];

const show = (state: number) => STATES[state] ?? String(state);

/** What a worker's parker and its unparkers share. */
class Inner {
  readonly driver: TryLock<Driver>;
  private readonly state: AtomicUsize;
  private readonly mutex: Mutex<null>;
  private readonly condvar: Condvar;

  constructor(driver: TryLock<Driver>, label: string) {
    this.driver = driver;
    this.state = new AtomicUsize(EMPTY, { name: `${label}.state`, show });
    this.mutex = new InternalMutex(null, `${label}.mutex`);
    this.condvar = new Condvar(`${label}.condvar`);
  }

  *park(handle: DriverHandle): Op<void> {
    if (yield* this.consumeNotification()) return;
    const onDriver = yield* this.driver.tryWith((driver) => this.parkOnDriver(driver, handle));
    if (onDriver === null) yield* this.parkOnCondvar();
  }

  /** Looks for the driver's events, unless another thread has the driver. */
  *poll(handle: DriverHandle): Op<void> {
    yield* this.driver.tryWith((driver) => driver.parkTimeout(handle, 0));
  }

  *unpark(handle: DriverHandle): Op<void> {
    const before = yield* this.state.swap(NOTIFIED, "SeqCst");
    switch (before) {
      case EMPTY:
      case NOTIFIED:
        return;
      case PARKED_CONDVAR:
        yield* this.unparkCondvar();
        return;
      case PARKED_DRIVER:
        yield* handle.unpark();
        return;
      default:
        panic(`inconsistent state in unpark; actual = ${before}`);
    }
  }

  *shutdown(handle: DriverHandle): Op<void> {
    yield* this.driver.tryWith((driver) => driver.shutdown(handle));
    yield* this.condvar.notifyAll();
  }

  private *parkOnCondvar(): Op<void> {
    const guard = yield* this.mutex.lock();
    if (yield* this.beginToPark(PARKED_CONDVAR)) yield* this.sleep(guard);
    yield* guard.drop();
  }

  private *sleep(guard: MutexGuard<null>): Op<void> {
    // A wake without a notification is spurious: back to sleep.
    do yield* this.condvar.wait(guard);
    while (!(yield* this.consumeNotification()));
  }

  private *parkOnDriver(driver: Driver, handle: DriverHandle): Op<void> {
    if (!(yield* this.beginToPark(PARKED_DRIVER))) return;
    yield* driver.park(handle);
    // Whatever ended it: the driver's events, or a notification.
    const before = yield* this.state.swap(EMPTY, "SeqCst");
    if (before !== NOTIFIED && before !== PARKED_DRIVER) panic(`inconsistent park_timeout state: ${before}`);
  }

  private *unparkCondvar(): Op<void> {
    // Between its word and its wait the worker holds the lock, and would not hear the notification.
    const guard = yield* this.mutex.lock();
    yield* guard.drop();
    yield* this.condvar.notifyOne();
  }

  private *consumeNotification(): Op<boolean> {
    return (yield* this.state.compareExchange(NOTIFIED, EMPTY, "SeqCst", "SeqCst")).ok;
  }

  /** False: a notification came first, and is consumed. */
  private *beginToPark(parked: number): Op<boolean> {
    const { ok, actual } = yield* this.state.compareExchange(EMPTY, parked, "SeqCst", "SeqCst");
    if (ok) return true;
    if (actual !== NOTIFIED) panic(`inconsistent park state; actual = ${actual}`);
    // Read once more: there may have been another unpark since, and this must be ordered after it.
    const before = yield* this.state.swap(EMPTY, "SeqCst");
    assertOrPanic(before === NOTIFIED, "park state changed unexpectedly");
    return false;
  }
}

/** Parks the worker that has it. */
export class Parker {
  private readonly inner: Inner;

  private constructor(inner: Inner) {
    this.inner = inner;
  }

  /** The parkers of `count` workers, who share `driver`. `label` is for traces. */
  static forWorkers(count: number, driver: Driver, label: string): readonly Parker[] {
    const shared = new TryLock(driver, `${label}.driver`);
    return Array.from({ length: count }, (_, i) => new Parker(new Inner(shared, `${label}.parker${i}`)));
  }

  unpark(): Unparker {
    return new Unparker(this.inner);
  }

  /** Blocks the thread until it is unparked or the driver has events. */
  park(handle: DriverHandle): Op<void> {
    return this.inner.park(handle);
  }

  /** tokio's `park_timeout(0)`: the driver's turn, without sleeping and without a look at the word. */
  poll(handle: DriverHandle): Op<void> {
    return this.inner.poll(handle);
  }

  shutdown(handle: DriverHandle): Op<void> {
    return this.inner.shutdown(handle);
  }
}

/** Unparks one worker, from anywhere. */
export class Unparker {
  private readonly inner: Inner;

  /** Use `Parker.unpark`. */
  constructor(inner: Inner) {
    this.inner = inner;
  }

  /** `handle` is the driver's, which the worker may be parked on. */
  unpark(handle: DriverHandle): Op<void> {
    return this.inner.unpark(handle);
  }
}
