/** Reads up to a delimiter, after tokio's `io/util/read_until.rs`. */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import type { AsyncBufRead } from "./async-buf-read.ts";
import type { ByteVec } from "./byte-vec.ts";
import { done, failed } from "./io-errors.ts";

/** What was read of the present delimited part: kept from poll to poll by whoever reads it. */
export class Delimited {
  private readonly delimiter: number;
  private count = 0;

  constructor(delimiter: number) {
    this.delimiter = delimiter;
  }

  /** Appends to `into`, up to and with the delimiter or up to the end: how much, over all polls. */
  *poll(cx: Context, reader: AsyncBufRead, into: ByteVec): Op<Poll<IoResult<number>>> {
    for (;;) {
      const filled = yield* reader.pollFillBuf(cx);
      if (!filled.ready) return PENDING;
      if (!filled.value.ok) return failed(filled.value.error);
      const available = filled.value.value;
      const at = available.indexOf(this.delimiter);
      const used = at < 0 ? available.length : at + 1;
      into.push(available.subarray(0, used));
      reader.consume(used);
      this.count += used;
      if (at < 0 && used > 0) continue;
      const { count } = this;
      this.count = 0;
      return done(count);
    }
  }
}

class ReadUntil implements Future<IoResult<number>> {
  private readonly reader: AsyncBufRead;
  private readonly into: ByteVec;
  private readonly part: Delimited;

  constructor(reader: AsyncBufRead, delimiter: number, into: ByteVec) {
    this.reader = reader;
    this.into = into;
    this.part = new Delimited(delimiter);
  }

  poll(cx: Context): Op<Poll<IoResult<number>>> {
    return this.part.poll(cx, this.reader, this.into);
  }

  *drop(): Op<void> {}
}

/**
 * `AsyncBufReadExt::read_until`: appends all up to and with the byte `delimiter`, or up to the end; how much that
 * was, 0 at the end. A dropped one leaves in `into` what it had read. Borrows the reader.
 */
export function readUntil(reader: AsyncBufRead, delimiter: number, into: ByteVec): Future<IoResult<number>> {
  return new ReadUntil(reader, delimiter, into);
}
