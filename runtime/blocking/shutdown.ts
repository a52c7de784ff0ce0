/**
 * The shutdown channel: each thread of the pool holds a `Sender`; when all of them are dropped, the
 * `Receiver` knows that the threads are done.
 *
 * In tokio this is a oneshot channel, whose sender is shared. Here a flag under a mutex stands for it.
 */
import { Arc, Condvar, Mutex, type Op } from "../../sim/index.ts";

/** Closes the channel when it is dropped: with the last `Sender`. */
class Closing {
  private readonly closed: Mutex<boolean>;
  private readonly condvar: Condvar;

  constructor(closed: Mutex<boolean>, condvar: Condvar) {
    this.closed = closed;
    this.condvar = condvar;
  }

  *drop(): Op<void> {
    const closed = yield* this.closed.lock("ignore");
    closed.value = true;
    yield* closed.drop();
    yield* this.condvar.notifyAll();
  }
}

/** One per thread, and one from which new threads get theirs. */
export type Sender = Arc<Closing>;

const isOpen = (closed: boolean) => !closed;

export class Receiver {
  private readonly closed: Mutex<boolean>;
  private readonly condvar: Condvar;

  /** Use `channel`. */
  constructor(closed: Mutex<boolean>, condvar: Condvar) {
    this.closed = closed;
    this.condvar = condvar;
  }

  /**
   * Waits until all senders are gone, for at most `timeoutNs` (null: as long as it takes); true: they
   * are. Without any time it does not even look, so that the caller never waits for what it finds.
   */
  *wait(timeoutNs: number | null): Op<boolean> {
    if (timeoutNs === 0) return false;
    const closed = yield* this.closed.lock("ignore");
    let allGone = true;
    if (timeoutNs === null) yield* this.condvar.waitWhile(closed, isOpen);
    else allGone = !(yield* this.condvar.waitTimeoutWhile(closed, timeoutNs, isOpen)).timedOut;
    yield* closed.drop();
    return allGone;
  }
}

export function channel(label: string): { readonly sender: Sender; readonly receiver: Receiver } {
  const closed = new Mutex(false, `${label}.done`);
  const condvar = new Condvar(`${label}.allDone`);
  const sender = new Arc(new Closing(closed, condvar), `${label}.shutdownTx`);
  return { sender, receiver: new Receiver(closed, condvar) };
}
