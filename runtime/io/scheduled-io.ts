/**
 * `ScheduledIo`: what the driver and the users of one resource share, after tokio's
 * `runtime/io/scheduled_io.rs`: a word that says what it is ready for, and who waits for that.
 *
 * The driver sets bits and then wakes; whoever waits looks at the word once more with the lock held by which
 * wakers are taken. An operation that would block clears the bits that had allowed it, but only at the tick at
 * which it saw them: an event that came meanwhile says something newer, and will not be told twice.
 */
import { AtomicUsize, assertOrPanic, type Op, observing } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { Context } from "../future/context.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import { replaceWaker } from "../future/waker-place.ts";
import { Links } from "../util/linked-list.ts";
import type { Interest } from "./interest.ts";
import { isShutdown, lowTick, nextTick, packWord, readinessOf, SHUTDOWN, showWord, tickOf } from "./readiness-word.ts";
import { Ready } from "./ready.ts";
import { type Direction, maskOfDirection, ReadyEvent } from "./ready-event.ts";
import type { ScheduledIoPtr } from "./registration-set.ts";
import { Waiters } from "./waiters.ts";

const CLOSED = Ready.READ_CLOSED.or(Ready.WRITE_CLOSED);

/** `Set`: the tick after it. A number: only at this tick, as an event carries it. */
export type Tick = "set" | number;

export class ScheduledIo {
  /** For traces. */
  readonly label: string;
  /** Of the driver's list, with its lock. */
  readonly links = new Links<ScheduledIoPtr>();
  /** What the poller's events are called by. */
  readonly token: number;
  readonly word: AtomicUsize;
  readonly waiters: Waiters;

  /** `forced`: another first word, for tests. */
  constructor(label: string, token: number, forced = 0) {
    this.label = label;
    this.token = token;
    this.word = new AtomicUsize(forced, { name: `${label}.readiness`, show: showWord });
    this.waiters = new Waiters(`${label}.waiters`);
  }

  /** The driver is gone, for good: whoever waits is woken. */
  *shutdown(): Op<void> {
    if (observing()) tell({ type: "io.shutdown", io: this });
    // Acquire and Release, as all writes of the word: each continues the release sequence of the ones before.
    yield* this.word.fetchOr(SHUTDOWN, "AcqRel");
    yield* this.wake(Ready.ALL);
  }

  /** Changes the readiness; null where `tick` is not the word's. Gives back the readiness before. */
  *setReadiness(tick: Tick, change: (ready: Ready) => Ready): Op<Ready | null> {
    const { ok, previous } = yield* this.word.fetchUpdate("AcqRel", "Acquire", (word) => {
      assertOrPanic(
        !isShutdown(word) || tick !== "set",
        "SHUTDOWN.unpack(curr) == 0 || matches!(tick_op, Tick::Clear(_))",
      );
      const current = tickOf(word);
      if (tick === "set") return packWord(nextTick(current), change(readinessOf(word)));
      // What is written is the event's 8 bits, and the shutdown bit is lost: so it is in tokio.
      return lowTick(current) === tick ? packWord(tick, change(readinessOf(word))) : undefined;
    });
    return ok ? readinessOf(previous) : null;
  }

  /** The driver's: `ready` came in. */
  *dispatch(ready: Ready): Op<void> {
    yield* this.setReadiness("set", (before) => before.or(ready));
    if (observing()) tell({ type: "io.event", io: this, ready });
    yield* this.wake(ready);
  }

  /** Wakes whoever waits for something of `ready`. */
  wake(ready: Ready): Op<void> {
    return this.waiters.wake(ready);
  }

  /** What it is ready for just now. */
  *readyEvent(interest: Interest): Op<ReadyEvent> {
    // Acquire: pairs with the driver's Release; what made the resource ready has happened.
    const word = yield* this.word.load("Acquire");
    return this.told(new ReadyEvent(lowTick(tickOf(word)), interest.mask.and(readinessOf(word)), isShutdown(word)));
  }

  /** For the one task that polls in this direction: the last one to do so is woken. */
  *pollReadiness(cx: Context, direction: Direction): Op<Poll<ReadyEvent>> {
    const mask = maskOfDirection(direction);
    const word = yield* this.word.load("Acquire");
    const seen = mask.and(readinessOf(word));
    if (!seen.isEmpty || isShutdown(word)) return this.tellReady(word, seen);
    const waiters = yield* this.waiters.lock("ignore");
    try {
      yield* replaceWaker(waiters.value.slots[direction], cx.waker);
      // The driver may have set it, and looked for wakers, before the lock was taken.
      const again = yield* this.word.load("Acquire");
      if (isShutdown(again)) return this.tellReady(again, mask);
      const now = mask.and(readinessOf(again));
      return now.isEmpty ? PENDING : this.tellReady(again, now);
    } finally {
      yield* waiters.drop();
    }
  }

  /** An operation found nothing: what `event` said is not so, unless something newer came. Closed stays closed. */
  *clearReadiness(event: ReadyEvent): Op<void> {
    const cleared = event.ready.minus(CLOSED);
    const before = yield* this.setReadiness(event.tick, (ready) => ready.minus(cleared));
    if (before !== null && observing()) tell({ type: "io.clear", io: this, event, cleared: before.and(cleared) });
  }

  /** Drops the wakers of both directions. */
  clearWakers(): Op<void> {
    return this.waiters.clearSlots();
  }

  /** `told` is what somebody is told: monitors hear of it. */
  told(event: ReadyEvent): ReadyEvent {
    if (observing()) tell({ type: "io.ready", io: this, event });
    return event;
  }

  drop(): Op<void> {
    return this.wake(Ready.ALL);
  }

  private tellReady(word: number, seen: Ready): Poll<ReadyEvent> {
    return ready(this.told(new ReadyEvent(lowTick(tickOf(word)), seen, isShutdown(word))));
  }
}
