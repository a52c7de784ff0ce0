/** One level of the wheel, after tokio's `time/wheel/level.rs`: 64 lists, and bits that say which are not empty. */
import { panic } from "../../sim/index.ts";
import { LinkedList } from "../util/linked-list.ts";
import type { TimerShared } from "./entry-shared.ts";
import { LEVEL_MULT, later, levelRange, NUM_LEVELS, slotFor, slotStart } from "./level-arithmetic.ts";
import { Occupied } from "./occupied.ts";
import type { Tick } from "./tick.ts";

/** When a slot is to be processed next. */
export interface Expiration {
  readonly level: number;
  readonly slot: number;
  readonly deadline: Tick;
}

export type EntryList = LinkedList<TimerShared>;

const linksOf = (entry: TimerShared) => entry.links;

export const newEntryList = (): EntryList => new LinkedList(linksOf);

export class Level {
  readonly occupied = new Occupied();
  private readonly level: number;
  /** Made as they are needed: most stay empty. */
  private readonly slots: (EntryList | null)[] = Array.from({ length: LEVEL_MULT }, () => null);

  constructor(level: number) {
    this.level = level;
  }

  /** The slot that comes next after `now`; null when the level is empty. */
  nextExpiration(now: Tick): Expiration | null {
    if (this.occupied.isEmpty) return null;
    const slot = this.nextOccupiedSlot(now);
    let deadline = slotStart(now, this.level, slot);
    if (deadline <= now) {
      // Only at the top, which what is due too late goes around: then it is of the next rotation.
      if (this.level !== NUM_LEVELS - 1) panic("assertion left == right failed: self.level == NUM_LEVELS-1");
      deadline = later(deadline, levelRange(this.level));
    }
    return { level: this.level, slot, deadline };
  }

  /** Puts `entry` where it says that it is registered. */
  addEntry(entry: TimerShared): void {
    const slot = slotFor(entry.registeredWhen, this.level);
    let list = this.slots[slot];
    if (list === null || list === undefined) {
      list = newEntryList();
      this.slots[slot] = list;
    }
    list.pushFront(entry);
    this.occupied.set(slot);
  }

  removeEntry(entry: TimerShared): void {
    const slot = slotFor(entry.registeredWhen, this.level);
    const list = this.slots[slot];
    list?.remove(entry);
    if (list?.isEmpty ?? true) this.occupied.toggle(slot);
  }

  /** Takes all entries of `slot` out at once: they may be put back into it while they are processed. */
  takeSlot(slot: number): EntryList {
    this.occupied.clear(slot);
    const list = this.slots[slot];
    this.slots[slot] = null;
    return list ?? newEntryList();
  }

  nextOccupiedSlot(now: Tick): number {
    return this.occupied.next(slotFor(now, this.level));
  }
}
