/** `tokio::net::tcp::{ReadHalf, WriteHalf}`: the directions of a stream that somebody else owns. */
import type { IoResult, Op } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import type { Poll } from "../../future/poll.ts";
import type { AsyncRead } from "../async-read.ts";
import type { AsyncWrite } from "../async-write.ts";
import type { ReadBuf } from "../read-buf.ts";
import type { TcpStream } from "./tcp-stream.ts";

export class ReadHalf implements AsyncRead {
  readonly stream: TcpStream;

  /** Use `TcpStream.split`. */
  constructor(stream: TcpStream) {
    this.stream = stream;
  }

  pollRead(cx: Context, buf: ReadBuf): Op<Poll<IoResult<void>>> {
    return this.stream.pollRead(cx, buf);
  }
}

export class WriteHalf implements AsyncWrite {
  readonly stream: TcpStream;

  /** Use `TcpStream.split`. */
  constructor(stream: TcpStream) {
    this.stream = stream;
  }

  pollWrite(cx: Context, bytes: Uint8Array): Op<Poll<IoResult<number>>> {
    return this.stream.pollWrite(cx, bytes);
  }

  pollFlush(cx: Context): Op<Poll<IoResult<void>>> {
    return this.stream.pollFlush(cx);
  }

  pollShutdown(cx: Context): Op<Poll<IoResult<void>>> {
    return this.stream.pollShutdown(cx);
  }
}
