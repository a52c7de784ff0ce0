/**
 * `slab::Slab`: values in a vector, named by where they lie. A place that becomes vacant is given to the
 * next value; the one that became vacant last comes first.
 */
import { UsageError } from "../../../sim/index.ts";

/** What a vector of Rust's takes when it grows from nothing. */
const SMALLEST_CAPACITY = 4;

interface Vacant {
  /** The place to be given away after this one; the length where there is none. */
  readonly next: number;
}

interface Occupied<T> {
  readonly value: T;
}

export class Slab<T> {
  private entries: (Occupied<T> | Vacant)[] = [];
  private occupied = 0;
  /** The place that the next value gets. */
  private next = 0;
  private room: number;

  constructor(capacity: number) {
    this.room = capacity;
  }

  get length(): number {
    return this.occupied;
  }

  /** How many values there is memory for. */
  get capacity(): number {
    return this.room;
  }

  contains(index: number): boolean {
    return this.find(index) !== null;
  }

  /** The value at `index`, which must be there. */
  get(index: number): T {
    return (this.find(index) ?? missing(index)).value;
  }

  /** Where the value lies from now on. */
  insert(value: T): number {
    const index = this.next;
    const vacant = this.entries[index];
    this.next = vacant !== undefined && "next" in vacant ? vacant.next : index + 1;
    this.entries[index] = { value };
    this.occupied++;
    this.growTo(this.entries.length);
    return index;
  }

  remove(index: number): T {
    const { value } = this.find(index) ?? missing(index);
    this.entries[index] = { next: this.next };
    this.next = index;
    this.occupied--;
    return value;
  }

  /** Moves values from the end to vacant places until there are none; says of each where it went. */
  compact(moved: (from: number, to: number) => void): void {
    let to = 0;
    while (this.entries.length > this.occupied) {
      const last = this.entries.pop() as Occupied<T> | Vacant; // it is longer than something
      if ("next" in last) continue;
      while (this.contains(to)) to++;
      moved(this.entries.length, to);
      this.entries[to] = last;
    }
    this.next = this.occupied;
    this.room = this.occupied;
  }

  /** Gives back the memory after the last value. */
  shrinkToFit(): void {
    while (this.entries.length > 0 && !this.contains(this.entries.length - 1)) this.entries.pop();
    this.linkVacant();
    this.room = this.entries.length;
  }

  /** Makes room for so many more values. */
  reserve(additional: number): void {
    if (this.room - this.occupied < additional) this.growTo(this.occupied + additional);
  }

  /** Empties it, and gives back the values in the order of their places. The memory is kept. */
  clear(): T[] {
    const values = this.entries.flatMap((entry) => ("value" in entry ? [entry.value] : []));
    this.entries = [];
    this.occupied = 0;
    this.next = 0;
    return values;
  }

  /** The places of all values. */
  indices(): number[] {
    return [...this.entries.keys()].filter((index) => this.contains(index));
  }

  private find(index: number): Occupied<T> | null {
    const entry = this.entries[index];
    return entry !== undefined && "value" in entry ? entry : null;
  }

  private growTo(length: number): void {
    if (length > this.room) this.room = Math.max(length, 2 * this.room, SMALLEST_CAPACITY);
  }

  /** The list of vacant places anew, from the first on. */
  private linkVacant(): void {
    this.next = this.entries.length;
    for (let index = this.entries.length - 1; index >= 0; index--) {
      if (this.contains(index)) continue;
      this.entries[index] = { next: this.next };
      this.next = index;
    }
  }
}

function missing(index: number): never {
  throw new UsageError(`the slab has nothing at ${index}`);
}
