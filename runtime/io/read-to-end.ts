/**
 * `AsyncReadExt::read_to_end`: all that comes until the end. A dropped one leaves in `into` what it had read,
 * but says nowhere how much that was.
 */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import type { AsyncRead } from "./async-read.ts";
import type { ByteVec } from "./byte-vec.ts";
import { done, failed } from "./io-errors.ts";
import { ReadBuf } from "./read-buf.ts";

/** What one read may bring at least, as in tokio. */
const SMALLEST_READ = 32;

class ReadToEnd implements Future<IoResult<number>> {
  private readonly reader: AsyncRead;
  private readonly into: ByteVec;
  private count = 0;

  constructor(reader: AsyncRead, into: ByteVec) {
    this.reader = reader;
    this.into = into;
  }

  *poll(cx: Context): Op<Poll<IoResult<number>>> {
    for (;;) {
      const buf = new ReadBuf(this.into.spare(SMALLEST_READ));
      const poll = yield* this.reader.pollRead(cx, buf);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return failed(poll.value.error);
      const n = buf.filled.length;
      if (n === 0) return done(this.count);
      this.into.grow(n);
      this.count += n;
    }
  }

  *drop(): Op<void> {}
}

/** Appends all that comes until the end; how many bytes that were. Borrows the reader. */
export function readToEnd(reader: AsyncRead, into: ByteVec): Future<IoResult<number>> {
  return new ReadToEnd(reader, into);
}
