/** `tokio::io::BufReader`: a reader with a buffer, so that small reads do not each go to the system. */
import { dropInPlace, type IoResult, type Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import type { AsyncBufRead } from "./async-buf-read.ts";
import type { AsyncRead } from "./async-read.ts";
import { done, failed, READY_DONE } from "./io-errors.ts";
import { Lines } from "./lines.ts";
import { ReadBuf } from "./read-buf.ts";

const DEFAULT_BUF_SIZE = 8 * 1024;

export class BufReader implements AsyncBufRead {
  /** What is read from; reading past the buffer loses what lies in it. */
  readonly inner: AsyncRead;
  private readonly bytes: Uint8Array;
  /** What is between these two was read and not consumed. */
  private pos = 0;
  private cap = 0;

  /** Takes the reader over. */
  constructor(inner: AsyncRead, capacity = DEFAULT_BUF_SIZE) {
    this.inner = inner;
    this.bytes = new Uint8Array(capacity);
  }

  /** What was read and not consumed, without reading. */
  get buffer(): Uint8Array {
    return this.bytes.subarray(this.pos, this.cap);
  }

  *pollRead(cx: Context, buf: ReadBuf): Op<Poll<IoResult<void>>> {
    // A buffer in between would be one copy for nothing.
    if (this.pos === this.cap && buf.remaining >= this.bytes.length) return yield* this.inner.pollRead(cx, buf);
    const filled = yield* this.pollFillBuf(cx);
    if (!filled.ready) return PENDING;
    if (!filled.value.ok) return failed(filled.value.error);
    const taken = filled.value.value.subarray(0, buf.remaining);
    buf.putSlice(taken);
    this.consume(taken.length);
    return READY_DONE;
  }

  *pollFillBuf(cx: Context): Op<Poll<IoResult<Uint8Array>>> {
    if (this.pos >= this.cap) {
      const buf = new ReadBuf(this.bytes);
      const poll = yield* this.inner.pollRead(cx, buf);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return failed(poll.value.error);
      this.cap = buf.filled.length;
      this.pos = 0;
    }
    return done(this.buffer);
  }

  consume(n: number): void {
    this.pos = Math.min(this.pos + n, this.cap);
  }

  /** Its lines, one by one. Takes the reader over. */
  lines(): Lines {
    return new Lines(this);
  }

  /** Drops the reader within; what lies in the buffer is lost. */
  drop(): Op<void> {
    return dropInPlace(this.inner);
  }
}
