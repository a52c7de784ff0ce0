/** One item of a delay queue. */

/** Names an item from its insertion until it expires or is removed; afterwards it may name another one. */
export type Key = number;

export class Entry<T> {
  readonly value: T;
  /** The tick at which it is due; of the queue, not of the driver. */
  when: number;
  /** It lies with those that have expired, not in the wheel. */
  expired = false;
  prev: Key | null = null;
  next: Key | null = null;

  constructor(value: T, when: number) {
    this.value = value;
    this.when = when;
  }
}

/** What a queue gives back of an item. */
export interface Expired<T> {
  readonly key: Key;
  readonly value: T;
  /** When it was due, in ns. */
  readonly deadline: number;
}
