/**
 * What a poller knows, after Linux's `fs/eventpoll.c` with EPOLLET: who is registered, and of whom
 * there is something new, in the order in which it came. What exactly is told is only found when it is
 * told: the levels that hold then, so several edges are one event, and one that is over by then is none.
 */
import { ambient } from "../ambient.ts";
import { remove, removeFirst } from "../engine/lists.ts";
import { faultStrikes } from "../fault/strike.ts";
import type { Location } from "../memory/location.ts";
import { EPOLLIN, EPOLLOUT, EPOLLPRI, maskOf, type SysEvent } from "./epoll.ts";
import { releaseAt } from "./order.ts";
import { PollEntry } from "./poll-entry.ts";
import type { Source } from "./source.ts";

export class ReadyList {
  /** Writing to it wakes whoever polls, and orders the threads. */
  private readonly poller: Location;
  private readonly entries: PollEntry[] = [];
  private readonly queued: PollEntry[] = [];

  constructor(poller: Location) {
    this.poller = poller;
  }

  /** The registration of `source` here; null where it is not, or with another poller. */
  entryOf(source: Source): PollEntry | null {
    const { watcher } = source;
    return watcher instanceof PollEntry && watcher.list === this ? watcher : null;
  }

  add(source: Source, token: number, interest: number): void {
    const entry = new PollEntry(this, source, token, interest);
    source.watcher = entry;
    this.entries.push(entry);
    this.arm(entry);
  }

  change(entry: PollEntry, token: number, interest: number): void {
    entry.token = token;
    entry.mask = maskOf(interest);
    entry.unfounded = 0;
    this.arm(entry);
  }

  /** Ends the registration, with what was not told of it yet. */
  forget(entry: PollEntry): void {
    entry.source.watcher = null;
    remove(this.entries, entry);
    if (entry.queued) remove(this.queued, entry);
    entry.queued = false;
  }

  queue(entry: PollEntry): void {
    if (!entry.queued) {
      entry.queued = true;
      this.queued.push(entry);
    }
    // Also for an edge that is one with an earlier one: the poll sees what was done before the last.
    releaseAt(this.poller, ambient().thread);
  }

  /** Whether a poll would tell of something now. */
  hasNews(): boolean {
    for (const entry of this.queued) if (entry.readiness() !== 0) return true;
    return false;
  }

  /** Moves up to `capacity` events into `events`. */
  deliver(events: SysEvent[], capacity: number): void {
    let taken = 0;
    while (taken < this.queued.length && events.length < capacity) {
      const entry = this.queued[taken++] as PollEntry; // taken < length
      const readiness = entry.readiness();
      entry.queued = false;
      entry.unfounded = 0;
      if (readiness !== 0) events.push({ token: entry.token, readiness });
    }
    removeFirst(this.queued, taken);
  }

  /** Offers the fault that a poll tells of a readiness that does not hold. */
  mayPretend(): void {
    // Asked first: most executions plan no such fault, and every poll comes here.
    if (!ambient().faults.may("spuriousReadiness")) return;
    const able = this.entries.filter(couldPretend);
    if (able.length === 0 || !faultStrikes("spuriousReadiness", this.poller)) return;
    // Drawn as delays are: evenly, and from the faults' stream.
    const entry = able[ambient().decide("delay", able.length)] as PollEntry; // an answer is below the options
    entry.unfounded = unfounded(entry);
    this.queue(entry);
  }

  /** A registration while levels hold is told at once, again and again. */
  private arm(entry: PollEntry): void {
    if (entry.readiness() !== 0) this.queue(entry);
    // Also where the first event will be a spurious one: it is not told before the registration.
    else releaseAt(this.poller, ambient().thread);
  }
}

/** The bits that `entry` wants to hear of and that do not hold. */
function unfounded({ source, mask }: PollEntry): number {
  return mask & (EPOLLIN | EPOLLOUT | EPOLLPRI) & ~source.levels();
}

const couldPretend = (entry: PollEntry): boolean =>
  !entry.queued && !entry.source.alwaysHonest && unfounded(entry) !== 0;
