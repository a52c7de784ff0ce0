/** Bytes on their way, first in, first out. Pieces are kept as they came; whoever pushes gives them away. */

export const NO_BYTES = new Uint8Array(0);

export class ByteQueue {
  length = 0;
  private readonly pieces: Uint8Array[] = [];

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.pieces.push(bytes);
    this.length += bytes.length;
  }

  /** The first bytes, at most `max`, without taking them. */
  peek(max: number): Uint8Array {
    const count = Math.min(max, this.length);
    if (count <= 0) return NO_BYTES;
    const out = new Uint8Array(count);
    let filled = 0;
    for (const piece of this.pieces) {
      if (filled === count) break;
      const part = piece.subarray(0, count - filled);
      out.set(part, filled);
      filled += part.length;
    }
    return out;
  }

  /** The first bytes, at most `max`. */
  take(max: number): Uint8Array {
    const out = this.peek(max);
    this.length -= out.length;
    let left = out.length;
    while (left > 0) {
      const first = this.pieces[0] as Uint8Array; // `left` bytes are there still
      if (first.length > left) {
        this.pieces[0] = first.subarray(left);
        return out;
      }
      left -= first.length;
      this.pieces.shift();
    }
    return out;
  }

  clear(): void {
    this.pieces.length = 0;
    this.length = 0;
  }
}
