/** `tokio::net::unix::pipe`: bytes from one end to the other within a host, after tokio's `net/unix/pipe.rs`. */
import {
  type IoResult,
  type Op,
  Owned,
  type PipeOptions,
  type SysPipeReader,
  type SysPipeWriter,
  pipe as sysPipe,
} from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import type { Poll } from "../../future/poll.ts";
import type { AsyncRead } from "../async-read.ts";
import type { AsyncWrite } from "../async-write.ts";
import { Interest } from "../interest.ts";
import { READY_DONE } from "../io-errors.ts";
import { PollEvented } from "../poll-evented.ts";
import type { ReadBuf } from "../read-buf.ts";
import type { Registration } from "../registration.ts";

/** `pipe::Receiver`: the end to read from. It ends once all senders are gone. */
export class PipeReceiver extends Owned implements AsyncRead {
  readonly sort = "pipe receiver";
  private readonly io: PollEvented<SysPipeReader>;

  private constructor(io: PollEvented<SysPipeReader>) {
    super(null);
    this.io = io;
  }

  /** Of the current runtime. Takes `sys` over. */
  static *fromSys(sys: SysPipeReader): Op<IoResult<PipeReceiver>> {
    const io = yield* PollEvented.new(sys, Interest.READABLE);
    return io.ok ? { ok: true, value: new PipeReceiver(io.value) } : io;
  }

  get registration(): Registration {
    return this.io.registration;
  }

  /** Ready when it is worth it to `tryRead`. May be wrong, as all readiness. */
  readable(): Future<IoResult<void>> {
    return this.io.readable();
  }

  /** How many bytes were read into `into`, 0 at the end; `WouldBlock` where there are none yet. */
  tryRead(into: Uint8Array): Op<IoResult<number>> {
    this.use("tryRead()");
    return this.io.tryRead(into);
  }

  pollRead(cx: Context, buf: ReadBuf): Op<Poll<IoResult<void>>> {
    this.use("pollRead()");
    return this.io.pollRead(cx, buf);
  }

  /** Deregisters and closes. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.io.drop();
  }
}

/** `pipe::Sender`: the end to write to. Breaks once the receiver is gone. */
export class PipeSender extends Owned implements AsyncWrite {
  readonly sort = "pipe sender";
  private readonly io: PollEvented<SysPipeWriter>;

  private constructor(io: PollEvented<SysPipeWriter>) {
    super(null);
    this.io = io;
  }

  /** Of the current runtime. Takes `sys` over. */
  static *fromSys(sys: SysPipeWriter): Op<IoResult<PipeSender>> {
    const io = yield* PollEvented.new(sys, Interest.WRITABLE);
    return io.ok ? { ok: true, value: new PipeSender(io.value) } : io;
  }

  get registration(): Registration {
    return this.io.registration;
  }

  /** Ready when it is worth it to `tryWrite`. May be wrong, as all readiness. */
  writable(): Future<IoResult<void>> {
    return this.io.writable();
  }

  /** How many of `bytes` were taken; `WouldBlock` where there is no room. */
  tryWrite(bytes: Uint8Array): Op<IoResult<number>> {
    this.use("tryWrite()");
    return this.io.tryWrite(bytes);
  }

  pollWrite(cx: Context, bytes: Uint8Array): Op<Poll<IoResult<number>>> {
    this.use("pollWrite()");
    return this.io.pollWrite(cx, bytes);
  }

  /** What was taken is in the pipe. */
  *pollFlush(_cx: Context): Op<Poll<IoResult<void>>> {
    return READY_DONE;
  }

  /** A pipe has no half to close: dropping it is what the receiver notices. */
  *pollShutdown(_cx: Context): Op<Poll<IoResult<void>>> {
    return READY_DONE;
  }

  /** Deregisters and closes. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.io.drop();
  }
}

/** A new pipe of the current runtime. */
export function* pipe(options: PipeOptions = {}): Op<IoResult<readonly [PipeSender, PipeReceiver]>> {
  const { reader, writer } = sysPipe(options);
  const sender = yield* PipeSender.fromSys(writer);
  if (!sender.ok) {
    yield* reader.close();
    return sender;
  }
  const receiver = yield* PipeReceiver.fromSys(reader);
  if (receiver.ok) return { ok: true, value: [sender.value, receiver.value] };
  yield* sender.value.drop();
  return receiver;
}
