/** `pipe2(O_NONBLOCK)` after Linux: a bounded queue of bytes with an end to read from and one to write to. */
import { ambient } from "../ambient.ts";
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Thread } from "../engine/thread.ts";
import type { Op } from "../op.ts";
import { ByteQueue } from "./byte-queue.ts";
import { EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT } from "./epoll.ts";
import { type IoResult, ioErr, ioOk } from "./io-error.ts";
import { acquireAt, releaseAt } from "./order.ts";
import { Source } from "./source.ts";

/** Writes of at most so many bytes are done whole or not at all; as many must be free for "writable". */
const PIPE_BUF = 4096;

const CLOSED = "Bad file descriptor (os error 9)";

export interface PipeOptions {
  /** In bytes; 65,536 when left out. */
  readonly capacity?: number;
  /** For traces. */
  readonly name?: string;
}

/** What the two ends share. */
class Pipe {
  readonly bytes = new ByteQueue();
  readonly capacity: number;
  readonly whole: number;
  readonly reader: SysPipeReader;
  readonly writer: SysPipeWriter;

  constructor(capacity: number, name: string) {
    this.capacity = capacity;
    this.whole = Math.min(PIPE_BUF, capacity);
    this.reader = new SysPipeReader(this, `${name}.reader`);
    this.writer = new SysPipeWriter(this, `${name}.writer`);
  }

  get room(): number {
    return this.capacity - this.bytes.length;
  }

  read(max: number, by: Thread): IoResult<Uint8Array> {
    if (this.reader.closed) return ioErr("Other", CLOSED);
    if (this.bytes.length === 0) {
      if (!this.writer.closed) return ioErr("WouldBlock");
      acquireAt(this.reader, by);
      return ioOk(new Uint8Array(0));
    }
    const wasFull = this.room < this.whole;
    const taken = this.bytes.take(max);
    acquireAt(this.reader, by);
    if (wasFull && this.room >= this.whole) this.writer.edge(EPOLLOUT);
    return ioOk(taken);
  }

  write(bytes: Uint8Array, by: Thread): IoResult<number> {
    if (this.writer.closed) return ioErr("Other", CLOSED);
    if (this.reader.closed) return ioErr("BrokenPipe");
    const fits =
      bytes.length <= this.whole ? (bytes.length <= this.room ? bytes.length : 0) : Math.min(bytes.length, this.room);
    if (bytes.length > 0 && fits === 0) return ioErr("WouldBlock");
    this.bytes.push(bytes.slice(0, fits));
    releaseAt(this.reader, by);
    this.reader.edge(EPOLLIN);
    return ioOk(fits);
  }
}

export class SysPipeReader extends Source {
  override readonly sort = "pipe reader";
  /** For the steps of this file. */
  readonly pipe: Pipe;

  /** Use `pipe`. */
  constructor(pipe: Pipe, name: string) {
    super(name);
    this.pipe = pipe;
  }

  levels(): number {
    return (this.pipe.bytes.length > 0 ? EPOLLIN : 0) | (this.pipe.writer.closed ? EPOLLHUP : 0);
  }

  /** At most `max` bytes; none at all: everything was read, and the writer is closed. */
  read(max: number): Op<IoResult<Uint8Array>> {
    return step(READ, this, "Acquire", max);
  }

  protected override onClose(): void {
    this.pipe.bytes.clear();
    this.pipe.writer.edge(EPOLLERR | EPOLLOUT);
  }
}

export class SysPipeWriter extends Source {
  override readonly sort = "pipe writer";
  /** For the steps of this file. */
  readonly pipe: Pipe;

  /** Use `pipe`. */
  constructor(pipe: Pipe, name: string) {
    super(name);
    this.pipe = pipe;
  }

  levels(): number {
    return (this.pipe.room >= this.pipe.whole ? EPOLLOUT : 0) | (this.pipe.reader.closed ? EPOLLERR : 0);
  }

  /** How many of the bytes went in. */
  write(bytes: Uint8Array): Op<IoResult<number>> {
    return step(WRITE, this, "Release", bytes);
  }

  protected override onClose(): void {
    releaseAt(this.pipe.reader, ambient().thread);
    this.pipe.reader.edge(EPOLLHUP | EPOLLIN);
  }
}

/** The two ends of a new pipe. */
export function pipe({ capacity = 65_536, name = "pipe" }: PipeOptions = {}): {
  readonly reader: SysPipeReader;
  readonly writer: SysPipeWriter;
} {
  const { reader, writer } = new Pipe(capacity, name);
  return { reader, writer };
}

const READ = new StepKind<IoResult<Uint8Array>>({
  name: "read",
  access: "write",
  perform: (op) => (op.target as SysPipeReader).pipe.read(op.a as number, op.thread), // built by `read` alone
  showArguments: (op) => String(op.a),
  showResult: (_op, result) => (result.ok ? `${result.value.length} bytes` : result.error.kind),
});

const WRITE = new StepKind<IoResult<number>>({
  name: "write",
  access: "write",
  perform: (op) => (op.target as SysPipeWriter).pipe.write(op.a as Uint8Array, op.thread), // built by `write` alone
  showArguments: (op) => `${(op.a as Uint8Array).length} bytes`,
  showResult: (_op, result) => (result.ok ? `${result.value} bytes` : result.error.kind),
});
