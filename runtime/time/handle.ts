/**
 * `TimeHandle`, after tokio's `runtime/time`: everybody's side of a time driver. Timers are registered,
 * moved and given up under its lock; nobody is woken under it.
 */
import { AtomicBool, Mutex, type Op } from "../../sim/index.ts";
import { WakeList } from "../util/wake-list.ts";
import type { Clock } from "./clock.ts";
import type { TimerShared } from "./entry-shared.ts";
import { TimeSource } from "./source.ts";
import { MAX_TICK, type Tick } from "./tick.ts";
import { Wheel } from "./wheel.ts";

/** What is behind the driver's lock. */
export class TimeInner {
  readonly wheel = new Wheel();
  /** The tick at which the driver will wake by itself; null: not for a timer. */
  nextWake: Tick | null = null;
}

/** Whoever can end the driver's park: the handle of what it parks on. */
export interface Unparks {
  unpark(): Op<void>;
}

export class TimeHandle {
  /** For traces. */
  readonly label: string;
  readonly clock: Clock;
  readonly timeSource: TimeSource;
  readonly inner: Mutex<TimeInner>;
  private readonly shutdownFlag: AtomicBool;
  private readonly wokenFlag: AtomicBool;

  constructor(clock: Clock, label = "time") {
    this.label = label;
    this.clock = clock;
    this.timeSource = new TimeSource(clock);
    this.inner = new Mutex(new TimeInner(), `${label}.inner`);
    this.shutdownFlag = new AtomicBool(false, `${label}.isShutdown`);
    this.wokenFlag = new AtomicBool(false, `${label}.didWake`);
  }

  isShutdown(): Op<boolean> {
    return this.shutdownFlag.load("SeqCst");
  }

  /** The driver is being unparked. Read only where a clock may be paused, and written only there. */
  *unpark(): Op<void> {
    if (this.clock.mayBePaused) yield* this.wokenFlag.store(true, "SeqCst");
  }

  /** Whether the driver was unparked since this was last asked. */
  didWake(): Op<boolean> {
    return this.wokenFlag.swap(false, "SeqCst");
  }

  /** Fires what is due by now. */
  process(): Op<void> {
    return this.processAtTime(this.timeSource.now(this.clock));
  }

  /** Fires what is due by tick `time`. Who waits for it is woken in batches, with the lock released. */
  *processAtTime(time: Tick): Op<void> {
    const wakers = new WakeList();
    let guard = yield* this.inner.lock();
    const { wheel } = guard.value;
    // A clock that went backwards, on some systems.
    const now = time < wheel.elapsed ? wheel.elapsed : time;
    for (let entry = yield* wheel.poll(now); entry !== null; entry = yield* wheel.poll(now)) {
      const waker = yield* entry.fire("ok", now);
      if (waker === null) continue;
      wakers.push(waker);
      if (wakers.canPush()) continue;
      yield* guard.drop();
      yield* wakers.wakeAll();
      guard = yield* this.inner.lock();
    }
    guard.value.nextWake = nextWake(wheel.pollAt());
    yield* guard.drop();
    yield* wakers.wakeAll();
  }

  /** The driver's word, as it is about to park: when it will wake by itself. */
  *beginToPark(): Op<Tick | null> {
    const guard = yield* this.inner.lock();
    const when = guard.value.wheel.pollAt();
    guard.value.nextWake = nextWake(when);
    yield* guard.drop();
    return when;
  }

  /** Takes `entry` out of the lists, for good. What it holds is dropped with the lock held. */
  *clearEntry(entry: TimerShared): Op<void> {
    const guard = yield* this.inner.lock();
    if (yield* entry.state.mightBeRegistered()) guard.value.wheel.remove(entry);
    const waker = yield* entry.deregister();
    if (waker !== null) yield* waker.drop();
    yield* guard.drop();
  }

  /** Moves `entry` to tick `when`, and tells the driver if that is before it would wake. */
  *reregister(unparker: Unparks, when: Tick, entry: TimerShared): Op<void> {
    const guard = yield* this.inner.lock();
    const { wheel, nextWake: next } = guard.value;
    // It may have fired meanwhile.
    if (yield* entry.state.mightBeRegistered()) wheel.remove(entry);
    let waker = null;
    if (yield* this.isShutdown()) {
      waker = yield* entry.fire("shutdown", MAX_TICK);
    } else {
      yield* entry.setExpiration(when);
      const inserted = yield* wheel.insert(entry);
      entry.tell("timer.register", wheel.elapsed);
      if (inserted === null) waker = yield* entry.fire("ok", wheel.elapsed);
      else if (next === null || inserted < next) yield* unparker.unpark();
    }
    yield* guard.drop();
    // Somebody may have polled it before it was moved.
    if (waker !== null) yield* waker.wake();
  }

  /** Ends the driver: all timers fire, and none is registered any more. */
  *shutdown(): Op<void> {
    yield* this.shutdownFlag.store(true, "SeqCst");
    yield* this.processAtTime(MAX_TICK);
  }
}

/** tokio keeps it as a `NonZeroU64`. */
function nextWake(when: Tick | null): Tick | null {
  return when === 0 ? 1 : when;
}
