/**
 * The wheel of a delay queue, after tokio-util's `time/wheel`: as the driver's, but for what lies in its
 * slots (keys of items, the one put in last comes first) and that it gives out one item at a time.
 */
import { panic } from "../../../sim/index.ts";
import { levelFor, MAX_DURATION, NUM_LEVELS } from "../level-arithmetic.ts";
import type { Key } from "./entry.ts";
import { type Expiration, Level } from "./level.ts";
import type { Storage } from "./storage.ts";

/** Made when it is needed: a wheel that holds few items has few levels, and costs as little. */
export class Wheel<T> {
  private readonly levels: (Level<T> | undefined)[] = [];
  private now = 0;

  /** Up to which tick it has been emptied. */
  get elapsed(): number {
    return this.now;
  }

  /** Puts the item in; false where it is due already, which is the caller's to deal with. */
  insert(when: number, key: Key, store: Storage<T>): boolean {
    if (when <= this.now) return false;
    if (when - this.now >= MAX_DURATION) panic("invalid deadline; err=Invalid");
    this.level(levelFor(this.now, when)).add(when, key, store);
    return true;
  }

  remove(key: Key, store: Storage<T>): void {
    const { when } = store.get(key);
    if (when < this.now) panic(`elapsed=${this.now}; when=${when}`);
    this.level(levelFor(this.now, when)).remove(when, key, store);
  }

  /** The tick at which to look again; null where it is empty. */
  pollAt(): number | null {
    return this.nextExpiration()?.deadline ?? null;
  }

  /** The item that `poll` gives out next, unless a nearer one comes in. */
  peek(): Key | null {
    const next = this.nextExpiration();
    return next === null ? null : this.level(next.level).peek(next.slot);
  }

  /** An item that is due at `now`; null where there is none, and then it has been emptied up to there. */
  poll(now: number, store: Storage<T>): Key | null {
    for (;;) {
      const next = this.nextExpiration();
      if (next === null || next.deadline > now) {
        this.elapse(now);
        return null;
      }
      const key = this.expire(next, store);
      if (key !== null) return key;
      this.elapse(next.deadline);
    }
  }

  /** On the lowest level one item of the slot; on others all go one level down. */
  private expire({ level, slot }: Expiration, store: Storage<T>): Key | null {
    for (;;) {
      const key = this.level(level).pop(slot, store);
      if (key === null || level === 0) return key;
      this.level(level - 1).add(store.get(key).when, key, store);
    }
  }

  private elapse(now: number): void {
    if (now < this.now) panic(`elapsed=${this.now}; when=${now}`);
    this.now = now;
  }

  private nextExpiration(): Expiration | null {
    for (let level = 0; level < NUM_LEVELS; level++) {
      const next = this.levels[level]?.nextExpiration(this.now) ?? null;
      if (next !== null) return next; // nothing on a higher level comes before it
    }
    return null;
  }

  private level(level: number): Level<T> {
    let found = this.levels[level];
    if (found === undefined) {
      found = new Level(level);
      this.levels[level] = found;
    }
    return found;
  }
}
