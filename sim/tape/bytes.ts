/** Whole numbers and text as bytes: little-endian groups of seven bits (LEB128). */
import { TapeError } from "./tape-error.ts";

export class ByteWriter {
  readonly bytes: number[] = [];

  /** 0 <= value <= Number.MAX_SAFE_INTEGER */
  number(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes.push(rest);
  }

  text(text: string): void {
    const points = [...text];
    this.number(points.length);
    for (const point of points) this.number(point.codePointAt(0) ?? 0);
  }
}

/** Reads what a `ByteWriter` wrote; throws a `TapeError` where the bytes end or make no sense. */
export class ByteReader {
  private readonly bytes: readonly number[];
  private at = 0;

  constructor(bytes: readonly number[]) {
    this.bytes = bytes;
  }

  /** How many bytes have been read. */
  get position(): number {
    return this.at;
  }

  /** Nothing is left. */
  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw nonsense();
      value += (byte % 128) * scale;
      if (value > Number.MAX_SAFE_INTEGER) throw nonsense();
      if (byte < 128) return value;
    }
  }

  /** A number below `limit`. */
  below(limit: number): number {
    const value = this.number();
    if (value >= limit) throw nonsense();
    return value;
  }

  text(): string {
    const length = this.below(this.bytes.length + 1);
    let text = "";
    for (let i = 0; i < length; i++) text += String.fromCodePoint(this.below(0x110000));
    return text;
  }
}

/** Only for bytes whose checksum was right: nobody wrote them by accident. */
function nonsense(): TapeError {
  return new TapeError("damaged", "the tape's contents make no sense: record the run again by its seed");
}
