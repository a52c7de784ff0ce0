/** `pipe2(O_NONBLOCK)` after Linux: a bounded queue of bytes with an end to read from and one to write to. */
import { ambient } from "../ambient.ts";
import { remove } from "../engine/lists.ts";
import type { FaultKind } from "../fault/fault-kinds.ts";
import { faultDuration, faultStrikes } from "../fault/strike.ts";
import { UsageError } from "../finding/usage-error.ts";
import { Location } from "../memory/location.ts";
import { ByteQueue, NO_BYTES } from "./byte-queue.ts";
import { EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT } from "./epoll.ts";
import { type IoResult, ioErr, ioOk } from "./io-error.ts";
import { acquireAt, releaseAt } from "./order.ts";
import type { Source } from "./source.ts";
import { Withheld } from "./withheld.ts";

/** Writes of at most so many bytes are done whole or not at all; as many must be free for "writable". */
const PIPE_BUF = 4096;

/** What the two ends share. Its functions are the system's: they run within steps of the ends. */
export class Pipe extends Location {
  override readonly sort = "pipe";
  private readonly capacity: number;
  private readonly bytes = new ByteQueue();
  /** The descriptors that are open. */
  private readonly readers: Source[] = [];
  private readonly writers: Source[] = [];
  /** A fault keeps what is inside from the readers, or the room from the writers, until it is over. */
  private readonly hidden = new Withheld(() => this.tell(this.readers, EPOLLIN | EPOLLHUP));
  private readonly squeezed = new Withheld(() => this.tell(this.writers, EPOLLOUT));
  private readonly faultless: boolean;
  /** `PIPE_BUF`, as far as a pipe of this capacity can have it so. */
  private readonly whole: number;

  constructor(capacity: number, name: string, faultless = false) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) {
      throw new UsageError(`a pipe of ${capacity} bytes: give it a whole number of at least 1`);
    }
    super(0, name);
    this.capacity = capacity;
    this.faultless = faultless;
    this.whole = Math.min(PIPE_BUF, capacity);
  }

  addReader(reader: Source): void {
    this.readers.push(reader);
  }

  addWriter(writer: Source): void {
    this.writers.push(writer);
  }

  readerLevels(): number {
    if (this.hidden.active) return 0;
    return (this.bytes.length > 0 ? EPOLLIN : 0) | (this.writers.length === 0 ? EPOLLHUP : 0);
  }

  writerLevels(): number {
    return (this.hasRoom() ? EPOLLOUT : 0) | (this.readers.length === 0 ? EPOLLERR : 0);
  }

  /** At most `max` bytes; none: it is empty and stays so. */
  read(max: number): IoResult<Uint8Array> {
    if (max === 0) return ioOk(NO_BYTES);
    if (this.hidden.active) return ioErr("WouldBlock");
    const there = Math.min(max, this.bytes.length);
    if (there === 0) return this.readEmpty();
    // Once the readers were told of the end, nothing would block: no kernel does that.
    const open = this.writers.length > 0;
    if (open && this.strikes("wouldBlock")) {
      this.hidden.begin(faultDuration("wouldBlock"));
      return ioErr("WouldBlock");
    }
    const short = open && there > 1 && this.strikes("shortRead");
    const hadRoom = this.hasRoom();
    const taken = this.bytes.take(short ? partOf(there) : there);
    acquireAt(this, ambient().thread);
    if (short) this.hidden.begin(faultDuration("shortRead"));
    if (!hadRoom && this.hasRoom()) this.tell(this.writers, EPOLLOUT);
    return ioOk(taken);
  }

  private readEmpty(): IoResult<Uint8Array> {
    if (this.writers.length > 0) return ioErr("WouldBlock");
    acquireAt(this, ambient().thread);
    return ioOk(NO_BYTES);
  }

  /** How many of the bytes went in. */
  write(bytes: Uint8Array): IoResult<number> {
    if (this.readers.length === 0) return ioErr("BrokenPipe");
    if (bytes.length === 0) return ioOk(0);
    const fits = this.squeezed.active ? 0 : this.fits(bytes.length);
    if (fits === 0) return ioErr("WouldBlock");
    if (this.strikes("wouldBlock")) {
      this.squeezed.begin(faultDuration("wouldBlock"));
      return ioErr("WouldBlock");
    }
    const short = bytes.length > this.whole && fits > 1 && this.strikes("shortWrite");
    const count = short ? partOf(fits) : fits;
    this.bytes.push(bytes.slice(0, count));
    releaseAt(this, ambient().thread);
    // Of every write, also where it was not empty before: as Linux does it for those who wait for edges.
    this.tell(this.readers, EPOLLIN);
    if (short) this.squeezed.begin(faultDuration("shortWrite"));
    return ioOk(count);
  }

  closeReader(reader: Source): void {
    remove(this.readers, reader);
    if (this.readers.length > 0) return;
    // What nobody will read stays where it is, as in Linux: of a full pipe all that is told is an error.
    this.tell(this.writers, EPOLLERR | EPOLLOUT);
  }

  closeWriter(writer: Source): void {
    remove(this.writers, writer);
    releaseAt(this, ambient().thread);
    if (this.writers.length === 0) this.tell(this.readers, EPOLLHUP);
  }

  private strikes(fault: FaultKind): boolean {
    return !this.faultless && faultStrikes(fault);
  }

  private fits(wanted: number): number {
    const room = this.capacity - this.bytes.length;
    if (wanted <= this.whole) return wanted <= room ? wanted : 0;
    return Math.min(wanted, room);
  }

  private hasRoom(): boolean {
    return !this.squeezed.active && this.capacity - this.bytes.length >= this.whole;
  }

  private tell(ends: readonly Source[], bits: number): void {
    for (const end of ends) end.edge(bits);
  }
}

/** At least one, and fewer than `count`, which is above 1: the fewer, the likelier 0 is as an answer. */
function partOf(count: number): number {
  return count - 1 - ambient().decide("delay", count - 1);
}
