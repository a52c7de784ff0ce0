/** `AsyncWriteExt::write_all`. Not cancel safe: nobody knows how much a dropped one has written. */
import type { IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import type { AsyncWrite } from "./async-write.ts";
import { failed, READY_DONE, WRITE_ZERO } from "./io-errors.ts";

class WriteAll implements Future<IoResult<void>> {
  private readonly writer: AsyncWrite;
  private rest: Uint8Array;

  constructor(writer: AsyncWrite, bytes: Uint8Array) {
    this.writer = writer;
    this.rest = bytes;
  }

  *poll(cx: Context): Op<Poll<IoResult<void>>> {
    while (this.rest.length > 0) {
      const poll = yield* this.writer.pollWrite(cx, this.rest);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return failed(poll.value.error);
      if (poll.value.value === 0) return failed(WRITE_ZERO);
      this.rest = this.rest.subarray(poll.value.value);
    }
    return READY_DONE;
  }

  *drop(): Op<void> {}
}

/** Writes all of `bytes`, in as many calls as that takes. Borrows the writer. */
export function writeAll(writer: AsyncWrite, bytes: Uint8Array): Future<IoResult<void>> {
  return new WriteAll(writer, bytes);
}
