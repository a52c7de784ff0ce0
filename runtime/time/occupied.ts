/** Which of 64 slots are occupied: tokio's `u64` of bits, as two halves. */
export class Occupied {
  low = 0;
  high = 0;

  get isEmpty(): boolean {
    return this.low === 0 && this.high === 0;
  }

  set(slot: number): void {
    if (slot < 32) this.low |= 1 << slot;
    else this.high |= 1 << (slot - 32);
  }

  clear(slot: number): void {
    if (slot < 32) this.low &= ~(1 << slot);
    else this.high &= ~(1 << (slot - 32));
  }

  toggle(slot: number): void {
    if (slot < 32) this.low ^= 1 << slot;
    else this.high ^= 1 << (slot - 32);
  }

  /** The first occupied slot from `from` on, around the end; there must be one. */
  next(from: number): number {
    const atLow = from < 32 ? this.low & (-1 << from) : 0;
    if (atLow !== 0) return trailingZeros(atLow);
    const atHigh = from < 32 ? this.high : this.high & (-1 << (from - 32));
    if (atHigh !== 0) return 32 + trailingZeros(atHigh);
    return this.low !== 0 ? trailingZeros(this.low) : 32 + trailingZeros(this.high);
  }

  /** For tests: the bits in hexadecimal. */
  show(): string {
    return ((BigInt(this.high >>> 0) << 32n) | BigInt(this.low >>> 0)).toString(16);
  }
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}
