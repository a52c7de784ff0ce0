/**
 * `tokio::io::copy_bidirectional`: each of two streams into the other, for proxies. When one comes to its end
 * the other's writing side is shut down; ready when both have.
 */
import type { IoError, IoResult, Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll } from "../future/poll.ts";
import type { AsyncRead } from "./async-read.ts";
import type { AsyncWrite } from "./async-write.ts";
import { COPY_BUFFER_SIZE, CopyBuffer } from "./copy-buffer.ts";
import { done, failed } from "./io-errors.ts";

export type AsyncReadWrite = AsyncRead & AsyncWrite;

/** From one of the two streams to the other. */
class Direction {
  private readonly from: AsyncRead;
  private readonly to: AsyncWrite;
  private readonly buffer: CopyBuffer;
  private state: "running" | "shuttingDown" | "done" = "running";
  private count = 0;

  constructor(from: AsyncRead, to: AsyncWrite, size: number) {
    this.from = from;
    this.to = to;
    this.buffer = new CopyBuffer(size);
  }

  *poll(cx: Context): Op<Poll<IoResult<number>>> {
    if (this.state === "running") {
      const poll = yield* this.buffer.pollCopy(cx, this.from, this.to);
      if (!poll.ready || !poll.value.ok) return poll;
      this.count = poll.value.value;
      this.state = "shuttingDown";
    }
    if (this.state === "shuttingDown") {
      const poll = yield* this.to.pollShutdown(cx);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return failed(poll.value.error);
      this.state = "done";
    }
    return done(this.count);
  }
}

/** How many bytes went from the first to the second, and back. */
export type BothWays = readonly [aToB: number, bToA: number];

class CopyBidirectional implements Future<IoResult<BothWays>> {
  private readonly aToB: Direction;
  private readonly bToA: Direction;

  constructor(a: AsyncReadWrite, b: AsyncReadWrite, size: number) {
    this.aToB = new Direction(a, b, size);
    this.bToA = new Direction(b, a, size);
  }

  *poll(cx: Context): Op<Poll<IoResult<BothWays>>> {
    const there = yield* this.aToB.poll(cx);
    const failure = errorOf(there);
    if (failure !== null) return failed(failure);
    const back = yield* this.bToA.poll(cx);
    const failureBack = errorOf(back);
    if (failureBack !== null) return failed(failureBack);
    if (!there.ready || !there.value.ok || !back.ready || !back.value.ok) return PENDING;
    return done([there.value.value, back.value.value]);
  }

  *drop(): Op<void> {}
}

function errorOf(poll: Poll<IoResult<number>>): IoError | null {
  return poll.ready && !poll.value.ok ? poll.value.error : null;
}

/** Copies both ways until both streams are at their end. Borrows them; `size` is each of the two buffers'. */
export function copyBidirectional(
  a: AsyncReadWrite,
  b: AsyncReadWrite,
  size = COPY_BUFFER_SIZE,
): Future<IoResult<BothWays>> {
  return new CopyBidirectional(a, b, size);
}
