/** `IoHandle`: everybody's side of the I/O driver. It registers resources, and wakes the driver. */
import {
  type Arc,
  type IoResult,
  ioErr,
  ioOk,
  type Op,
  observing,
  type Poller,
  type PollWaker,
  panic,
  type Source,
} from "../../sim/index.ts";
import { tell } from "../events.ts";
import { InternalMutex } from "../sync/internal-mutex.ts";
import { RUNTIME_SHUTTING_DOWN } from "../util/error.ts";
import { Interest } from "./interest.ts";
import { RegistrationSet, Synced } from "./registration-set.ts";
import type { ScheduledIo } from "./scheduled-io.ts";
import { TOKEN_SIGNAL } from "./tokens.ts";

export class IoHandle {
  readonly registrations: RegistrationSet;
  readonly synced: InternalMutex<Synced>;
  private readonly poller: Poller;
  private readonly waker: PollWaker;

  /** Use `newIoDriver`. */
  constructor(label: string, poller: Poller, waker: PollWaker) {
    this.registrations = new RegistrationSet(label);
    this.synced = new InternalMutex(new Synced(), `${label}.synced`);
    this.poller = poller;
    this.waker = waker;
  }

  /** Has the driver return from its turn, or from its next one. */
  *unpark(): Op<void> {
    const woken = yield* this.waker.wake();
    if (!woken.ok) panic(`failed to wake I/O driver: ${woken.error.message}`);
  }

  /** From now on the driver tells what `source` is ready for. The caller has a share of what it tells it to. */
  *addSource(source: Source, interest: Interest): Op<IoResult<Arc<ScheduledIo>>> {
    const io = yield* this.allocate();
    if (io === null) return ioErr("Other", RUNTIME_SHUTTING_DOWN);
    const { token } = io.peek();
    const registered = yield* this.poller.register(source, token, interest.toPoller());
    if (registered.ok) return ioOk(io);
    // Else it would stay on the list until the shutdown.
    const synced = yield* this.synced.lock("ignore");
    yield* this.registrations.remove(synced.value, io);
    yield* synced.drop();
    yield* io.drop();
    return registered;
  }

  /** The poller forgets `source` first; an event of it that the driver has in hand finds `io` still there. */
  *deregisterSource(io: Arc<ScheduledIo>, source: Source): Op<IoResult<void>> {
    if (observing()) tell({ type: "io.deregister", io: io.peek() });
    const result = yield* this.poller.deregister(source);
    // Whatever the poller said.
    const synced = yield* this.synced.lock("ignore");
    const many = yield* this.registrations.deregister(synced.value, io);
    yield* synced.drop();
    if (many) yield* this.unpark();
    return result;
  }

  /** The source that tells of signals: the driver remembers that it was ready. */
  registerSignalReceiver(receiver: Source): Op<IoResult<void>> {
    return this.poller.register(receiver, TOKEN_SIGNAL, Interest.READABLE.toPoller());
  }

  /** For the driver, between two batches of events. */
  *releasePendingRegistrations(): Op<void> {
    if (!(yield* this.registrations.needsRelease())) return;
    const synced = yield* this.synced.lock("ignore");
    yield* this.registrations.release(synced.value);
    yield* synced.drop();
  }

  private *allocate(): Op<Arc<ScheduledIo> | null> {
    const synced = yield* this.synced.lock("ignore");
    const io = yield* this.registrations.allocate(synced.value);
    if (io !== null && observing()) tell({ type: "io.register", io: io.peek() });
    yield* synced.drop();
    return io;
  }
}
