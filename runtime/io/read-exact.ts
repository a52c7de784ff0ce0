/** `AsyncReadExt::read_exact`: a full buffer. Not cancel safe: what a dropped one has read is gone from the reader. */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import type { AsyncRead } from "./async-read.ts";
import { done, EARLY_EOF, failed } from "./io-errors.ts";
import { ReadBuf } from "./read-buf.ts";

class ReadExact implements Future<IoResult<number>> {
  private readonly reader: AsyncRead;
  private readonly buf: ReadBuf;

  constructor(reader: AsyncRead, into: Uint8Array) {
    this.reader = reader;
    this.buf = new ReadBuf(into);
  }

  *poll(cx: Context): Op<Poll<IoResult<number>>> {
    const { buf } = this;
    while (buf.remaining > 0) {
      const before = buf.remaining;
      const poll = yield* this.reader.pollRead(cx, buf);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return failed(poll.value.error);
      if (buf.remaining === before) return failed(EARLY_EOF);
    }
    return done(buf.capacity);
  }

  *drop(): Op<void> {}
}

/** Fills all of `into`; `UnexpectedEof` where the stream ends before. Borrows the reader. */
export function readExact(reader: AsyncRead, into: Uint8Array): Future<IoResult<number>> {
  return new ReadExact(reader, into);
}
