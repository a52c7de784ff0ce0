/**
 * `tokio::io::ReadBuf`: bytes to be read into, and how many of them were. A reader only ever appends.
 * That memory may be uninitialised, which is what the type is for in Rust, cannot happen here.
 */
import { panic } from "../../sim/index.ts";

export class ReadBuf {
  private readonly bytes: Uint8Array;
  private length = 0;

  /** Writes into `bytes`, which the caller keeps. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get capacity(): number {
    return this.bytes.length;
  }

  /** How much still fits in. */
  get remaining(): number {
    return this.bytes.length - this.length;
  }

  /** What was read so far: a view, not a copy. */
  get filled(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** Where to read into; tell by `advance` how much it was. A view. */
  get unfilled(): Uint8Array {
    return this.bytes.subarray(this.length);
  }

  /** Appends `bytes`; panics where they do not fit. */
  putSlice(bytes: Uint8Array): void {
    if (bytes.length > this.remaining) {
      panic(`buf.len() must fit in remaining(); buf.len() = ${bytes.length}, remaining() = ${this.remaining}`);
    }
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** `n` bytes of `unfilled` were written. */
  advance(n: number): void {
    this.setFilled(this.length + n);
  }

  /** The first `n` bytes are filled, and no more. */
  setFilled(n: number): void {
    if (n > this.bytes.length) panic("filled must not become larger than initialized");
    this.length = n;
  }

  /** Nothing is filled any more. */
  clear(): void {
    this.length = 0;
  }
}
