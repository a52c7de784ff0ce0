/**
 * What the driver knows of its registrations, after tokio's `runtime/io/registration_set.rs`.
 *
 * A resource that was deregistered may still have an event in the batch that the driver works on. So its
 * `ScheduledIo` stays on the list until the driver, between two batches, releases it.
 */
import { Arc, AtomicUsize, type Op, type RawPtr } from "../../sim/index.ts";
import { LinkedList } from "../util/linked-list.ts";
import { ScheduledIo } from "./scheduled-io.ts";
import { FIRST_TOKEN } from "./tokens.ts";

export type ScheduledIoPtr = RawPtr<ScheduledIo>;

/** The driver is woken to release them when so many wait for it. */
export const NOTIFY_AFTER = 16;

/** What the driver's lock guards. */
export class Synced {
  /** Of the driver: nothing may be registered any more. */
  isShutdown = false;
  /** Each with a share of its own. */
  readonly registrations = new LinkedList<ScheduledIoPtr>((io) => io.peek().links);
  /** Deregistered, to be taken off the list; a further share each. */
  pendingRelease: Arc<ScheduledIo>[] = [];
  /** Every token that was given out. An address is never used twice, so nothing is taken out. */
  readonly exposed = new Map<number, ScheduledIoPtr>();
  nextToken = FIRST_TOKEN;
}

export class RegistrationSet {
  private readonly label: string;
  private readonly numPendingRelease: AtomicUsize;

  constructor(label: string) {
    this.label = label;
    this.numPendingRelease = new AtomicUsize(0, `${label}.pending-release`);
  }

  /** Whether there is something to release. */
  *needsRelease(): Op<boolean> {
    // Acquire, and Release where it is written: a wake of the driver for their sake is not lost on it.
    return (yield* this.numPendingRelease.load("Acquire")) !== 0;
  }

  /** A new one, on the list; null once the driver is shut down. */
  *allocate(synced: Synced): Op<Arc<ScheduledIo> | null> {
    if (synced.isShutdown) return null;
    const token = synced.nextToken++;
    const name = `${this.label}.io${token}`;
    const io = new Arc(new ScheduledIo(name, token), name);
    synced.registrations.pushFront((yield* io.clone()).intoRaw());
    synced.exposed.set(token, io.asPtr());
    return io;
  }

  /** To be released by the driver. True: there are so many that it should be woken for that. */
  *deregister(synced: Synced, io: Arc<ScheduledIo>): Op<boolean> {
    // The list would end with the driver's last handle, and handles are not counted.
    if (synced.isShutdown) return false;
    synced.pendingRelease.push(yield* io.clone());
    const { length } = synced.pendingRelease;
    yield* this.numPendingRelease.store(length, "Release");
    return length === NOTIFY_AFTER;
  }

  /** Nothing is registered any more, nor will be. Gives out what was, for the driver to shut down. */
  *shutdown(synced: Synced): Op<Arc<ScheduledIo>[]> {
    if (synced.isShutdown) return [];
    synced.isShutdown = true;
    const pending = synced.pendingRelease;
    synced.pendingRelease = [];
    for (const io of pending) yield* io.drop();
    const all: Arc<ScheduledIo>[] = [];
    for (let io = synced.registrations.popBack(); io !== null; io = synced.registrations.popBack()) {
      all.push(Arc.fromRaw(io));
    }
    return all;
  }

  /** By the driver, when it has no event in hand: takes off the list what was deregistered. */
  *release(synced: Synced): Op<void> {
    const pending = synced.pendingRelease;
    synced.pendingRelease = [];
    for (const io of pending) {
      yield* this.remove(synced, io);
      yield* io.drop();
    }
    yield* this.numPendingRelease.store(0, "Release");
  }

  /** Takes `io` off the list, with the list's share of it. */
  *remove(synced: Synced, io: Arc<ScheduledIo>): Op<void> {
    const pointer = io.asPtr();
    if (synced.registrations.remove(pointer)) yield* Arc.fromRaw(pointer).drop();
  }
}
