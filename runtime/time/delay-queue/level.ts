/** One level of a delay queue's wheel: 64 lists of items, and which of them have any. */
import type { Key } from "./entry.ts";
import { Stack } from "./stack.ts";
import type { Storage } from "./storage.ts";

const SLOTS = 64;

/** When a slot must be looked at. */
export interface Expiration {
  readonly level: number;
  readonly slot: number;
  readonly deadline: number;
}

export class Level<T> {
  private readonly level: number;
  /** Ticks of one slot. */
  private readonly slotTicks: number;
  private readonly slots = Array.from({ length: SLOTS }, () => new Stack<T>());
  private occupied = 0;

  constructor(level: number) {
    this.level = level;
    this.slotTicks = SLOTS ** level;
  }

  /** The slot that must be looked at next, as seen at tick `now`; null where all are empty. */
  nextExpiration(now: number): Expiration | null {
    const slot = this.nextOccupied(now);
    if (slot === null) return null;
    const levelTicks = SLOTS * this.slotTicks;
    const deadline = now - (now % levelTicks) + slot * this.slotTicks;
    // On the top level, the slots before the present one are those of the next turn of the wheel.
    return { level: this.level, slot, deadline: deadline < now ? deadline + levelTicks : deadline };
  }

  add(when: number, key: Key, store: Storage<T>): void {
    const slot = this.slotFor(when);
    if (slot.isEmpty) this.occupied++;
    slot.push(key, store);
  }

  remove(when: number, key: Key, store: Storage<T>): void {
    const slot = this.slotFor(when);
    slot.remove(key, store);
    if (slot.isEmpty) this.occupied--;
  }

  pop(slot: number, store: Storage<T>): Key | null {
    const stack = this.slots[slot] as Stack<T>; // below SLOTS
    const key = stack.pop(store);
    if (key !== null && stack.isEmpty) this.occupied--;
    return key;
  }

  peek(slot: number): Key | null {
    return (this.slots[slot] as Stack<T>).peek(); // below SLOTS
  }

  private nextOccupied(now: number): number | null {
    if (this.occupied === 0) return null;
    const present = Math.floor(now / this.slotTicks);
    for (let i = 0; i < SLOTS; i++) {
      const slot = (present + i) % SLOTS;
      if (!(this.slots[slot] as Stack<T>).isEmpty) return slot; // below SLOTS
    }
    return null;
  }

  private slotFor(when: number): Stack<T> {
    return this.slots[Math.floor(when / this.slotTicks) % SLOTS] as Stack<T>; // below SLOTS
  }
}
