/**
 * A location of a litmus test. It holds plain numbers, also negative ones, and remembers who accessed
 * it how, for a verdict on races that does not end the execution: counting must go on.
 */
import type { Thread } from "../engine/thread.ts";
import { Location } from "../memory/location.ts";
import { covers, type VectorClock } from "../memory/vector-clock.ts";

export class LitmusLocation extends Location {
  /** Two accesses were unordered, one of them a write and one of them plain. */
  racy = false;
  private readonly name: string;
  // By thread, the epoch of its last access of each sort, 0 for none.
  private readonly plainReads: VectorClock = [];
  private readonly plainWrites: VectorClock = [];
  private readonly atomicReads: VectorClock = [];
  private readonly atomicWrites: VectorClock = [];

  /** Nobody's: whichever thread is the first to touch a cell, it is the same one. */
  constructor(name: string) {
    super(0, name, null);
    this.name = name;
  }

  override get id(): string {
    return this.name;
  }

  /** Whether an access that is about to happen is unordered with an earlier one that it must not race with. */
  races(thread: Thread, write: boolean, plain: boolean): boolean {
    return (
      unordered(this.plainWrites, thread) ||
      (write && unordered(this.plainReads, thread)) ||
      (plain && unordered(this.atomicWrites, thread)) ||
      (plain && write && unordered(this.atomicReads, thread))
    );
  }

  note(thread: Thread, epoch: number, write: boolean, plain: boolean): void {
    const writes = plain ? this.plainWrites : this.atomicWrites;
    const reads = plain ? this.plainReads : this.atomicReads;
    const epochs = write ? writes : reads;
    while (epochs.length <= thread.index) epochs.push(0);
    epochs[thread.index] = epoch;
  }
}

function unordered(epochs: VectorClock, { clock, index }: Thread): boolean {
  for (let i = 0; i < epochs.length; i++) {
    const epoch = epochs[i] as number; // i < length
    if (epoch > 0 && i !== index && !covers(clock, i, epoch)) return true;
  }
  return false;
}
