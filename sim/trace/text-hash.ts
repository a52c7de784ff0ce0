/**
 * A 64-bit hash of text, in two lanes of 32 bits: equal on every machine and Node version, as it
 * uses nothing but integer arithmetic on UTF-16 code units. For comparing, not for secrets.
 */
export class TextHash {
  private low = 0xdeadbeef;
  private high = 0x41c6ce57;

  /** Takes in a line; where a line ends matters. */
  line(text: string): void {
    for (let i = 0; i < text.length; i++) this.unit(text.charCodeAt(i));
    this.unit(0x0a);
  }

  /** Sixteen hexadecimal digits of all lines so far. */
  hex(): string {
    const low = mix(this.low, this.high);
    const high = mix(this.high, low);
    return digits(high) + digits(low);
  }

  private unit(code: number): void {
    this.low = Math.imul(this.low ^ code, 0x9e3779b1);
    this.high = Math.imul(this.high ^ code, 0x5f356495);
    // The low bits of a product never hear of the high ones: fold them back.
    this.low ^= this.low >>> 15;
    this.high ^= this.high >>> 13;
  }
}

export function hashLines(lines: Iterable<string>): string {
  const hash = new TextHash();
  for (const line of lines) hash.line(line);
  return hash.hex();
}

function mix(lane: number, other: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  mixed ^= Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function digits(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
