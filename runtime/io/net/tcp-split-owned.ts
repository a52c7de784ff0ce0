/**
 * `tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf}`: the directions of a stream, for two tasks. The stream is closed
 * with the second of them; dropping the one to write tells the other side that no more comes.
 */
import { type Arc, assertOrPanic, type IoResult, type Op, Owned } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import type { Poll } from "../../future/poll.ts";
import type { AsyncRead } from "../async-read.ts";
import type { AsyncWrite } from "../async-write.ts";
import type { ReadBuf } from "../read-buf.ts";
import type { TcpStream } from "./tcp-stream.ts";

export class OwnedReadHalf extends Owned implements AsyncRead {
  readonly sort = "tcp read half";
  private readonly shared: Arc<TcpStream>;

  /** Use `TcpStream.intoSplit`. Takes `shared` over. */
  constructor(shared: Arc<TcpStream>) {
    super(null);
    this.shared = shared;
  }

  *pollRead(cx: Context, buf: ReadBuf): Op<Poll<IoResult<void>>> {
    this.use("pollRead()");
    return yield* (yield* this.shared.get()).pollRead(cx, buf);
  }

  /** Both halves back into one stream; null, and both are dropped, where they are of two. Takes both over. */
  *reunite(other: OwnedWriteHalf): Op<TcpStream | null> {
    this.use("reunite()");
    if (!other.isOf(this.shared)) {
      yield* this.drop();
      yield* other.drop();
      return null;
    }
    yield* other.forgetHalf();
    this.consume("reunited");
    const stream = yield* this.shared.intoInner();
    assertOrPanic(stream !== null, "TcpStream: try_unwrap failed in reunite");
    return stream;
  }

  drop(): Op<void> {
    this.consume("dropped");
    return this.shared.drop();
  }
}

export class OwnedWriteHalf extends Owned implements AsyncWrite {
  readonly sort = "tcp write half";
  private readonly shared: Arc<TcpStream>;
  private shutdownOnDrop = true;

  /** Use `TcpStream.intoSplit`. Takes `shared` over. */
  constructor(shared: Arc<TcpStream>) {
    super(null);
    this.shared = shared;
  }

  *pollWrite(cx: Context, bytes: Uint8Array): Op<Poll<IoResult<number>>> {
    this.use("pollWrite()");
    return yield* (yield* this.shared.get()).pollWrite(cx, bytes);
  }

  *pollFlush(cx: Context): Op<Poll<IoResult<void>>> {
    this.use("pollFlush()");
    return yield* (yield* this.shared.get()).pollFlush(cx);
  }

  *pollShutdown(cx: Context): Op<Poll<IoResult<void>>> {
    this.use("pollShutdown()");
    const poll = yield* (yield* this.shared.get()).pollShutdown(cx);
    if (poll.ready && poll.value.ok) this.shutdownOnDrop = false;
    return poll;
  }

  isOf(shared: Arc<TcpStream>): boolean {
    return this.shared.ptrEq(shared);
  }

  /** Gives the half up, and the other side is told nothing. */
  *forgetHalf(): Op<void> {
    this.shutdownOnDrop = false;
    yield* this.drop();
  }

  *drop(): Op<void> {
    this.consume("dropped");
    if (this.shutdownOnDrop) yield* (yield* this.shared.get()).shutdownWrite();
    yield* this.shared.drop();
  }
}
