/** `Interest`: what somebody waits for on an I/O resource, a set that is never empty, after tokio's `io/interest.rs`. */
import { Ready } from "./ready.ts";

const READABLE = 1;
const WRITABLE = 2;
const PRIORITY = 16;
const ERROR = 32;

/** What the poller is asked for: mio's interests. */
const POLL_READABLE = 1;
const POLL_WRITABLE = 2;
const POLL_PRIORITY = 4;

export class Interest {
  static readonly READABLE = new Interest(READABLE);
  static readonly WRITABLE = new Interest(WRITABLE);
  static readonly PRIORITY = new Interest(PRIORITY);
  static readonly ERROR = new Interest(ERROR);

  readonly bits: number;
  /** What an event that was asked for by `readyEvent` shows: nothing where there are two interests or more. */
  readonly mask: Ready;

  private constructor(bits: number) {
    this.bits = bits;
    this.mask = maskOf(bits);
  }

  get isReadable(): boolean {
    return (this.bits & READABLE) !== 0;
  }

  get isWritable(): boolean {
    return (this.bits & WRITABLE) !== 0;
  }

  get isPriority(): boolean {
    return (this.bits & PRIORITY) !== 0;
  }

  get isError(): boolean {
    return (this.bits & ERROR) !== 0;
  }

  add(other: Interest): Interest {
    return new Interest(this.bits | other.bits);
  }

  /** Without what is in `other`; null where nothing is left. */
  remove(other: Interest): Interest | null {
    const bits = this.bits & ~other.bits;
    return bits === 0 ? null : new Interest(bits);
  }

  /** As the poller wants it. Errors are always told, but something must be asked for: `ERROR` asks for `READABLE`. */
  toPoller(): number {
    let interests = 0;
    if (this.isReadable || this.isError) interests |= POLL_READABLE;
    if (this.isWritable) interests |= POLL_WRITABLE;
    if (this.isPriority) interests |= POLL_PRIORITY;
    return interests;
  }

  /** How it reads in a trace. */
  show(): string {
    const names: string[] = [];
    if (this.isReadable) names.push("READABLE");
    if (this.isWritable) names.push("WRITABLE");
    if (this.isPriority) names.push("PRIORITY");
    if (this.isError) names.push("ERROR");
    return names.join(" | ");
  }
}

function maskOf(bits: number): Ready {
  switch (bits) {
    case READABLE:
      return Ready.READABLE.or(Ready.READ_CLOSED);
    case WRITABLE:
      return Ready.WRITABLE.or(Ready.WRITE_CLOSED);
    case PRIORITY:
      return Ready.PRIORITY.or(Ready.READ_CLOSED);
    case ERROR:
      return Ready.ERROR;
    default:
      return Ready.EMPTY;
  }
}
