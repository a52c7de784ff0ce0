/**
 * One store of a location under `rc11`, and who knows of it.
 *
 * Coherence follows from the vector clocks (loom's idea): a store remembers each thread's epoch at
 * its first access to it, and whoever's clock covers one of those epochs must not go back behind
 * the store. Epochs are coarse, but no clock parts the accesses of one epoch: a thread hands out its
 * own entry only when it publishes, and each publishing ends the epoch, so that a clock covers
 * either all that the thread did in an epoch or nothing.
 */
import { clear } from "../../engine/lists.ts";
import type { Thread } from "../../engine/thread.ts";
import type { Value } from "../location.ts";
import { covers, type VectorClock } from "../vector-clock.ts";
import type { Published } from "../views.ts";

/** The writer of a location's initial value, which happens before everything. */
const NOBODY = -1;

export class Store implements Published {
  value: Value = null;
  released: VectorClock | null = null;
  releaseBuffer: VectorClock | null = null;
  /** Index of the thread that wrote it. */
  writer = NOBODY;
  /** It is the write of a read-modify-write that read the store right before it: nothing may come between. */
  updates = false;
  /** Position among the SeqCst stores and fences of the execution, from 1; 0 for other stores. */
  serial = 0;
  /** Per thread the epoch of its first access, 0 for none. */
  private readonly seen: VectorClock = [];

  /** Makes a pooled store an initial value. */
  reset(value: Value): void {
    this.value = value;
    this.released = null;
    this.writer = NOBODY;
    this.updates = false;
    this.serial = 0;
    clear(this.seen);
  }

  /** `thread` accesses it now. */
  mark(thread: Thread): void {
    const { index } = thread;
    const { seen } = this;
    while (seen.length <= index) seen.push(0);
    if (seen[index] === 0) seen[index] = thread.clock[index] ?? 0;
  }

  /** Whether a holder of `clock` happens after some access to it. */
  knownTo(clock: VectorClock): boolean {
    const { seen } = this;
    const length = Math.min(seen.length, clock.length);
    for (let i = 0; i < length; i++) {
      const epoch = seen[i] as number; // i < length
      if (epoch !== 0 && (clock[i] as number) >= epoch) return true;
    }
    return false;
  }

  /** Whether a holder of `clock` happens after its writing. */
  writtenBefore(clock: VectorClock): boolean {
    return this.writer !== NOBODY && covers(clock, this.writer, this.seen[this.writer] ?? 0);
  }
}
