/**
 * How many slots a block of the list has, and what that makes of the word that says which are filled: one bit a
 * slot, then RELEASED, then TX_CLOSED. tokio's blocks have 32; models with few messages take smaller ones, or no
 * execution would ever come to a block's end.
 */
import { UsageError } from "../../../sim/index.ts";

export const DEFAULT_SLOTS = 32;

export class BlockShape {
  readonly slots: number;
  /** Set by the sender that moved the tail on: no sender that claims a slot from now on comes here. */
  readonly released: bigint;
  /** The last sender is gone; this block is where the list ends. */
  readonly txClosed: bigint;
  /** All slots are filled: no sender writes here any more. */
  readonly allReady: bigint;
  private readonly bits: readonly bigint[];

  constructor(slots: number = DEFAULT_SLOTS) {
    const powerOfTwo = Number.isInteger(slots) && slots > 0 && (slots & (slots - 1)) === 0;
    if (!powerOfTwo || slots > DEFAULT_SLOTS) {
      throw new UsageError(`a block of ${slots} slots: give mpsc 1, 2, 4, 8, 16 or ${DEFAULT_SLOTS}`);
    }
    this.slots = slots;
    this.released = 1n << BigInt(slots);
    this.txClosed = this.released << 1n;
    this.allReady = this.released - 1n;
    this.bits = Array.from({ length: slots }, (_, slot) => 1n << BigInt(slot));
  }

  /** The index of the first slot of the block that the slot `index` is in. */
  startIndex(index: number): number {
    return (index & ~(this.slots - 1)) >>> 0;
  }

  /** Where the slot `index` is in its block. */
  offset(index: number): number {
    return index & (this.slots - 1);
  }

  /** The bit of the slot at `offset`. */
  bit(offset: number): bigint {
    return this.bits[offset] as bigint; // offsets come from `offset`
  }

  /** A block's word as it reads in traces. */
  show(word: bigint): string {
    const parts: string[] = [];
    if ((word & this.txClosed) !== 0n) parts.push("TX_CLOSED");
    if ((word & this.released) !== 0n) parts.push("RELEASED");
    const ready = word & this.allReady;
    if (ready !== 0n || parts.length === 0) parts.push(`ready ${ready.toString(2)}`);
    return parts.join("|");
  }
}
