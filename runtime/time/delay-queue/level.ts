/** One level of a delay queue's wheel: 64 lists of items, and which of them have any. */
import { LEVEL_MULT, levelRange, slotFor, slotRange } from "../level-arithmetic.ts";
import { Occupied } from "../occupied.ts";
import type { Key } from "./entry.ts";
import { Stack } from "./stack.ts";
import type { Storage } from "./storage.ts";

/** When a slot must be looked at. */
export interface Expiration {
  readonly level: number;
  readonly slot: number;
  readonly deadline: number;
}

export class Level<T> {
  private readonly level: number;
  private readonly slots = Array.from({ length: LEVEL_MULT }, () => new Stack<T>());
  private readonly occupied = new Occupied();

  constructor(level: number) {
    this.level = level;
  }

  /** The slot that must be looked at next, as seen at tick `now`; null where all are empty. */
  nextExpiration(now: number): Expiration | null {
    if (this.occupied.isEmpty) return null;
    const slot = this.occupied.next(slotFor(now, this.level));
    const range = levelRange(this.level);
    const deadline = now - (now % range) + slot * slotRange(this.level);
    // On the top level, the slots before the present one are those of the next turn of the wheel.
    return { level: this.level, slot, deadline: deadline < now ? deadline + range : deadline };
  }

  add(when: number, key: Key, store: Storage<T>): void {
    const slot = slotFor(when, this.level);
    this.stack(slot).push(key, store);
    this.occupied.set(slot);
  }

  remove(when: number, key: Key, store: Storage<T>): void {
    const slot = slotFor(when, this.level);
    const stack = this.stack(slot);
    stack.remove(key, store);
    if (stack.isEmpty) this.occupied.clear(slot);
  }

  pop(slot: number, store: Storage<T>): Key | null {
    const stack = this.stack(slot);
    const key = stack.pop(store);
    if (stack.isEmpty) this.occupied.clear(slot);
    return key;
  }

  peek(slot: number): Key | null {
    return this.stack(slot).peek();
  }

  private stack(slot: number): Stack<T> {
    return this.slots[slot] as Stack<T>; // below LEVEL_MULT
  }
}
