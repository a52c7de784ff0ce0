/**
 * `IoDriver`, after tokio's `runtime/io/driver.rs`: whoever has it polls the operating system, puts what is
 * ready into the words of the resources, and wakes who waits for that.
 */
import { assertOrPanic, type Op, Poller, PollWaker, panic, type SysEvent } from "../../sim/index.ts";
import { IoHandle } from "./handle.ts";
import { Ready } from "./ready.ts";
import { TOKEN_SIGNAL, TOKEN_WAKEUP } from "./tokens.ts";

export interface IoDriverOptions {
  /** For traces. */
  readonly label?: string;
  /** How many events one turn takes at most; 1,024 when left out. */
  readonly events?: number;
}

/** A driver's handle, of which the I/O driver uses its own part. */
export interface HasIoHandle {
  io(): IoHandle;
}

export class IoDriver {
  private readonly poller: Poller;
  private readonly events: SysEvent[] = [];
  private signalReady = false;

  /** Use `newIoDriver`. */
  constructor(poller: Poller) {
    this.poller = poller;
  }

  /** Blocks until there are events, or the handle unparks it. */
  park(handle: HasIoHandle): Op<void> {
    return this.turn(handle.io(), null);
  }

  /** As `park`, for at most `ns`; 0 looks for events without blocking. */
  parkTimeout(handle: HasIoHandle, ns: number): Op<void> {
    return this.turn(handle.io(), ns);
  }

  /** Whoever waits for a resource is told that there will be no more events. */
  *shutdown(handle: HasIoHandle): Op<void> {
    const { registrations, synced } = handle.io();
    const guard = yield* synced.lock("ignore");
    const all = yield* registrations.shutdown(guard.value);
    yield* guard.drop();
    // It wakes: without the lock.
    for (const io of all) {
      yield* (yield* io.get()).shutdown();
      yield* io.drop();
    }
  }

  /** Whether a signal came in since this was last asked. */
  consumeSignalReady(): boolean {
    const { signalReady } = this;
    this.signalReady = false;
    return signalReady;
  }

  private *turn(handle: IoHandle, maxWaitNs: number | null): Op<void> {
    assertOrPanic(!handle.synced.peek().isShutdown, "!handle.registrations.is_shutdown(&handle.synced.lock())");
    yield* handle.releasePendingRegistrations();
    this.events.length = 0;
    const polled = yield* this.poller.poll(this.events, maxWaitNs);
    if (!polled.ok && polled.error.kind !== "Interrupted") {
      panic(`unexpected error when polling the I/O driver: ${polled.error.message}`);
    }
    for (const { token, readiness } of this.events) {
      if (token === TOKEN_WAKEUP) continue;
      if (token === TOKEN_SIGNAL) this.signalReady = true;
      else yield* this.dispatch(handle, token, Ready.fromEpoll(readiness));
    }
  }

  private *dispatch(handle: IoHandle, token: number, ready: Ready): Op<void> {
    // No lock: the pointer is good until it is released, which only this thread does, and not now.
    const pointer = handle.synced.peek().exposed.get(token) ?? panic(`no registration has the token ${token}`);
    const io = yield* pointer.get();
    yield* io.dispatch(ready);
  }
}

/** A driver and its handle, with a poller of their own. */
export function newIoDriver({ label = "io", events = 1024 }: IoDriverOptions = {}): {
  readonly driver: IoDriver;
  readonly handle: IoHandle;
} {
  const poller = new Poller({ name: `${label}.poll`, capacity: events });
  const waker = new PollWaker(poller, TOKEN_WAKEUP);
  return { driver: new IoDriver(poller), handle: new IoHandle(label, poller, waker) };
}
