/**
 * `SleepNotifier`, after Glommio's `sys/mod.rs`: how other threads reach an executor. They put wakers
 * into its channel and, if it may be asleep, write to its eventfd, which is here the thread's park token.
 *
 * The executor says that it is going to sleep and then looks into the channel once more; a sender puts
 * the waker there and then looks whether the executor sleeps. So one of the two sees the other.
 */
import { AtomicBool, currentThread, Mutex, type Op, park, unpark } from "../../../sim/index.ts";
import type { Waker } from "../../future/waker.ts";

export class SleepNotifier {
  readonly label: string;
  private readonly home = currentThread();
  private readonly shouldNotify: AtomicBool;
  private readonly foreignWakes: Mutex<Waker[]>;

  /** Made on the thread that it is to wake up. */
  constructor(label: string) {
    this.label = label;
    this.shouldNotify = new AtomicBool(false, `${label}.shouldNotify`);
    this.foreignWakes = new Mutex<Waker[]>([], `${label}.foreignWakes`);
  }

  /** Sends `waker` home, by any thread; takes it over. */
  *queueWaker(waker: Waker): Op<void> {
    const guard = yield* this.foreignWakes.lock();
    guard.value.push(waker);
    yield* guard.drop();
    yield* this.notify();
  }

  /** Wakes all wakers that were sent home, and says how many. On the home thread only. */
  *processForeignWakes(): Op<number> {
    for (let processed = 0; ; processed++) {
      const waker = yield* this.receive();
      if (waker === null) return processed;
      yield* waker.wake();
    }
  }

  /** From now on senders write to the eventfd. To be followed by one more look into the channel. */
  prepareToSleep(): Op<void> {
    // Relaxed: the lock of the channel, taken next, puts this store before the exchange of whoever
    // sends after that look.
    return this.shouldNotify.store(true, "Relaxed");
  }

  /** Reads the eventfd: returns at once if it was written to since the last time. May return for nothing. */
  sleep(): Op<void> {
    return park();
  }

  /** No need to be notified: the executor is about to look for itself. */
  wakeUp(): Op<void> {
    return this.shouldNotify.store(false, "Relaxed");
  }

  private *notify(): Op<void> {
    // Relaxed, as above. An exchange: of many senders one writes to the eventfd.
    const { ok } = yield* this.shouldNotify.compareExchange(true, false, "Relaxed", "Relaxed");
    if (ok) yield* unpark(this.home);
  }

  private *receive(): Op<Waker | null> {
    const guard = yield* this.foreignWakes.lock();
    const waker = guard.value.shift() ?? null;
    yield* guard.drop();
    return waker;
  }
}
