/** `AsyncReadExt::read`: what there is, once. Cancel safe: a dropped one has read nothing. */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import type { AsyncRead } from "./async-read.ts";
import { done, failed } from "./io-errors.ts";
import { ReadBuf } from "./read-buf.ts";

class Read implements Future<IoResult<number>> {
  private readonly reader: AsyncRead;
  private readonly into: Uint8Array;

  constructor(reader: AsyncRead, into: Uint8Array) {
    this.reader = reader;
    this.into = into;
  }

  *poll(cx: Context): Op<Poll<IoResult<number>>> {
    const buf = new ReadBuf(this.into);
    const poll = yield* this.reader.pollRead(cx, buf);
    if (!poll.ready) return PENDING;
    return poll.value.ok ? done(buf.filled.length) : failed(poll.value.error);
  }

  /** The reader is only lent. */
  *drop(): Op<void> {}
}

/** How many bytes were read into `into`; 0 at the end of the stream. Borrows the reader. */
export function read(reader: AsyncRead, into: Uint8Array): Future<IoResult<number>> {
  return new Read(reader, into);
}
