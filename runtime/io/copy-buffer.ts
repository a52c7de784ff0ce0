/**
 * The buffer between a reader and a writer, after tokio's `io/util/copy.rs`: reads whenever there is room, so
 * that writes are long; flushes where the reader has nothing, so that nobody waits for what lies in a buffer.
 */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import { pollProceed, type RestoreOnPending } from "../task/coop.ts";
import type { AsyncRead } from "./async-read.ts";
import type { AsyncWrite } from "./async-write.ts";
import { done, failed, READY_DONE, WRITE_ZERO } from "./io-errors.ts";
import { ReadBuf } from "./read-buf.ts";

/** How much lies in between at most, by default. */
export const COPY_BUFFER_SIZE = 8 * 1024;

export class CopyBuffer {
  private readonly bytes: Uint8Array;
  private readDone = false;
  private needFlush = false;
  /** What is between these two was read and not written. */
  private pos = 0;
  private cap = 0;
  /** Written so far. */
  private amount = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** Ready once `reader` is at its end and all of it was written and flushed: how many bytes that were. */
  *pollCopy(cx: Context, reader: AsyncRead, writer: AsyncWrite): Op<Poll<IoResult<number>>> {
    const coop = yield* pollProceed(cx);
    if (!coop.ready) return PENDING;
    try {
      for (;;) {
        const read = yield* this.readMore(cx, reader, writer, coop.value);
        if (!read.ready) return PENDING;
        if (!read.value.ok) return failed(read.value.error);
        const written = yield* this.writeOut(cx, reader, writer, coop.value);
        if (!written.ready) return PENDING;
        if (!written.value.ok) return failed(written.value.error);
        if (!this.readDone) continue;
        const flushed = yield* writer.pollFlush(cx);
        if (!flushed.ready) return PENDING;
        if (!flushed.value.ok) return failed(flushed.value.error);
        coop.value.madeProgress();
        return done(this.amount);
      }
    } finally {
      coop.value.drop();
    }
  }

  /** Pending only with nothing left to be written. */
  private *readMore(
    cx: Context,
    reader: AsyncRead,
    writer: AsyncWrite,
    coop: RestoreOnPending,
  ): Op<Poll<IoResult<void>>> {
    if (this.cap === this.bytes.length || this.readDone) return READY_DONE;
    const filled = yield* this.pollFill(cx, reader);
    if (filled.ready) {
      coop.madeProgress();
      return filled;
    }
    // What is there can be written meanwhile.
    if (this.pos < this.cap) return READY_DONE;
    if (!this.needFlush) return PENDING;
    // The reader may depend on what the writer keeps in a buffer.
    const flushed = yield* writer.pollFlush(cx);
    if (!flushed.ready) return PENDING;
    if (!flushed.value.ok) return flushed;
    coop.madeProgress();
    this.needFlush = false;
    return PENDING;
  }

  private *writeOut(
    cx: Context,
    reader: AsyncRead,
    writer: AsyncWrite,
    coop: RestoreOnPending,
  ): Op<Poll<IoResult<void>>> {
    while (this.pos < this.cap) {
      const poll = yield* this.pollWrite(cx, reader, writer);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return failed(poll.value.error);
      coop.madeProgress();
      const n = poll.value.value;
      if (n === 0) return failed(WRITE_ZERO);
      this.pos += n;
      this.amount += n;
      this.needFlush = true;
    }
    this.pos = 0;
    this.cap = 0;
    return READY_DONE;
  }

  private *pollFill(cx: Context, reader: AsyncRead): Op<Poll<IoResult<void>>> {
    const buf = new ReadBuf(this.bytes);
    buf.setFilled(this.cap);
    const poll = yield* reader.pollRead(cx, buf);
    if (poll.ready && poll.value.ok) {
      this.readDone = this.cap === buf.filled.length;
      this.cap = buf.filled.length;
    }
    return poll;
  }

  private *pollWrite(cx: Context, reader: AsyncRead, writer: AsyncWrite): Op<Poll<IoResult<number>>> {
    const poll = yield* writer.pollWrite(cx, this.bytes.subarray(this.pos, this.cap));
    if (poll.ready || this.readDone || this.cap === this.bytes.length) return poll;
    // The writer takes nothing now: the next write may as well be a longer one.
    const filled = yield* this.pollFill(cx, reader);
    if (filled.ready && !filled.value.ok) return failed(filled.value.error);
    return PENDING;
  }
}
