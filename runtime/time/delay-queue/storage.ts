/**
 * The items of a delay queue by key. Until the first `compact` a key is the place in the slab; from then on
 * there is a map from all keys that are out to the places, for those may have moved.
 */
import { panic } from "../../../sim/index.ts";
import type { Entry, Key } from "./entry.ts";
import { Slab } from "./slab.ts";

export class Storage<T> {
  private readonly slab: Slab<Entry<T>>;
  private readonly places = new Map<Key, number>();
  private nextKey: Key = 0;
  private compacted = false;

  constructor(capacity: number) {
    this.slab = new Slab(capacity);
  }

  get length(): number {
    return this.slab.length;
  }

  get capacity(): number {
    return this.slab.capacity;
  }

  contains(key: Key): boolean {
    const place = this.placeOf(key);
    return place !== null && this.slab.contains(place);
  }

  /** The item that `key` names; panics where there is none. */
  get(key: Key): Entry<T> {
    const place = this.placeOf(key);
    if (place === null || !this.slab.contains(place)) panic("invalid key");
    return this.slab.get(place);
  }

  insert(entry: Entry<T>): Key {
    const place = this.slab.insert(entry);
    if (this.places.has(place)) {
      // The place was given up by compacting, and its number is still out as another item's key.
      const key = this.unusedKey();
      this.places.set(key, place);
      return key;
    }
    if (this.compacted) this.places.set(place, place);
    return place;
  }

  /** Panics where there is none: a key that was used up must not remove what has its place now. */
  remove(key: Key): Entry<T> {
    const entry = this.get(key);
    this.slab.remove(this.placeOf(key) as number); // it was found there
    this.places.delete(key);
    return entry;
  }

  compact(): void {
    if (!this.compacted) for (const place of this.slab.indices()) this.places.set(place, place);
    const moves = new Map<number, number>();
    this.slab.compact((from, to) => moves.set(from, to));
    for (const [key, place] of this.places) this.places.set(key, moves.get(place) ?? place);
    this.compacted = true;
  }

  shrinkToFit(): void {
    this.slab.shrinkToFit();
  }

  reserve(additional: number): void {
    this.slab.reserve(additional);
  }

  /** Empties it; the items are the caller's to drop. */
  clear(): Entry<T>[] {
    this.places.clear();
    this.compacted = false;
    return this.slab.clear();
  }

  private placeOf(key: Key): number | null {
    return this.compacted ? (this.places.get(key) ?? null) : key;
  }

  private unusedKey(): Key {
    while (this.places.has(this.nextKey)) this.nextKey++;
    return this.nextKey;
  }
}
