/**
 * The timer wheel, after tokio's `time/wheel`: what is due lies in the slot of its tick, on the level that
 * the distance asks for. As time comes near, a slot's entries move down a level, and from the lowest one
 * to the list of those about to fire. All of it belongs to whoever has the driver's lock.
 */
import { assertOrPanic, type Op, observing, panic } from "../../sim/index.ts";
import { tell } from "../events.ts";
import type { TimerShared } from "./entry-shared.ts";
import { type Expiration, Level, newEntryList } from "./level.ts";
import { levelFor, NUM_LEVELS } from "./level-arithmetic.ts";
import { MAX_TICK, roundedTick, type Tick } from "./tick.ts";

export class Wheel {
  readonly levels: readonly Level[] = Array.from({ length: NUM_LEVELS }, (_, level) => new Level(level));
  /** The tick up to which all has been processed. */
  private elapsedTicks: Tick = 0;
  /** About to fire, the last one first. */
  private readonly pending = newEntryList();

  get elapsed(): Tick {
    return this.elapsedTicks;
  }

  /** Puts `entry` in where its state says that it is due; null where it is due already and must fire. */
  *insert(entry: TimerShared): Op<Tick | null> {
    const when = yield* entry.syncWhen();
    if (when <= this.elapsedTicks) return null;
    this.levelOf(when).addEntry(entry);
    return when;
  }

  /** Takes `entry` out, which must be in. */
  remove(entry: TimerShared): void {
    const when = entry.registeredWhen;
    if (when === MAX_TICK) {
      this.pending.remove(entry);
      return;
    }
    if (this.elapsedTicks > when) panic(`elapsed=${this.elapsedTicks}; when=${when}`);
    this.levelOf(when).removeEntry(entry);
  }

  /** The tick at which to poll next; null when there is nothing in. */
  pollAt(): Tick | null {
    return this.nextExpiration()?.deadline ?? null;
  }

  /** The next entry to fire, taken out; null once all has been processed up to `now`. */
  *poll(now: Tick): Op<TimerShared | null> {
    for (;;) {
      const entry = this.pending.popBack();
      if (entry !== null) return entry;
      const expiration = this.nextExpiration();
      if (expiration === null || expiration.deadline > now) {
        this.setElapsed(now);
        return null;
      }
      yield* this.processExpiration(expiration);
      this.setElapsed(expiration.deadline);
    }
  }

  private nextExpiration(): Expiration | null {
    if (!this.pending.isEmpty) return { level: 0, slot: 0, deadline: this.elapsedTicks };
    for (const level of this.levels) {
      // What is on a higher level comes later.
      const expiration = level.nextExpiration(this.elapsedTicks);
      if (expiration !== null) return expiration;
    }
    return null;
  }

  /** What is due goes to the pending list; what is not, a level down, or to where it was extended to. */
  private *processExpiration({ level, slot, deadline }: Expiration): Op<void> {
    const entries = (this.levels[level] as Level).takeSlot(slot); // an expiration names a level of ours
    for (let entry = entries.popBack(); entry !== null; entry = entries.popBack()) {
      if (level === 0)
        assertOrPanic(entry.registeredWhen === deadline, "item.registered_when() == expiration.deadline");
      const later = yield* entry.markPending(deadline);
      if (later === null) {
        this.pending.pushFront(entry);
        if (observing()) tellPending(entry, deadline);
      } else {
        (this.levels[levelFor(deadline, later)] as Level).addEntry(entry);
      }
    }
  }

  private setElapsed(when: Tick): void {
    if (this.elapsedTicks > when) panic(`elapsed=${this.elapsedTicks}; when=${when}`);
    this.elapsedTicks = when;
  }

  private levelOf(when: Tick): Level {
    return this.levels[levelFor(this.elapsedTicks, when)] as Level; // `levelFor` counts from 0 to 5
  }
}

function tellPending(entry: TimerShared, deadline: Tick): void {
  tell({ type: "timer.pending", entry, driver: entry.driver, when: roundedTick(deadline) });
}
