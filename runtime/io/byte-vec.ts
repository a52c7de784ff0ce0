/** `Vec<u8>`, as far as readers need one: bytes that grow at their end. */

const FIRST_CAPACITY = 32;

export class ByteVec {
  private bytes = new Uint8Array(0);
  private used = 0;

  get length(): number {
    return this.used;
  }

  /** All of it: a view, until the next change. */
  get slice(): Uint8Array {
    return this.bytes.subarray(0, this.used);
  }

  /** Room for at least `n` more bytes, to be written to; `grow` then says how many were. A view. */
  spare(n: number): Uint8Array {
    if (this.bytes.length - this.used < n) {
      const grown = new Uint8Array(Math.max(this.used + n, this.bytes.length * 2, FIRST_CAPACITY));
      grown.set(this.slice);
      this.bytes = grown;
    }
    return this.bytes.subarray(this.used);
  }

  /** The first `n` bytes of `spare` belong to it now. */
  grow(n: number): void {
    this.used += n;
  }

  push(more: Uint8Array): void {
    this.spare(more.length).set(more);
    this.used += more.length;
  }

  /** Forgets all but the first `n` bytes. */
  truncate(n: number): void {
    this.used = Math.min(this.used, n);
  }

  /** `mem::take`: its bytes, and it is empty. */
  take(): Uint8Array {
    const taken = this.slice;
    this.bytes = new Uint8Array(0);
    this.used = 0;
    return taken;
  }
}
