/**
 * `tokio::net::TcpStream`: a connection, after tokio's `net/tcp/stream.rs`. Each operation is tried at once where
 * the driver has said that it may succeed; one that would block says that it was wrong, and waits.
 */
import { Arc, IoError, type IoResult, type Op, Owned, type SocketAddr, SysTcpStream } from "../../../sim/index.ts";
import { async_, wait } from "../../future/async.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll } from "../../future/poll.ts";
import { pollFn } from "../../future/poll-fn.ts";
import type { AsyncRead } from "../async-read.ts";
import type { AsyncWrite } from "../async-write.ts";
import type { Interest } from "../interest.ts";
import { failed, READY_DONE } from "../io-errors.ts";
import { PollEvented } from "../poll-evented.ts";
import type { ReadBuf } from "../read-buf.ts";
import type { Ready } from "../ready.ts";
import type { ReadyEvent } from "../ready-event.ts";
import type { Registration } from "../registration.ts";
import { ReadHalf, WriteHalf } from "./tcp-split.ts";
import { OwnedReadHalf, OwnedWriteHalf } from "./tcp-split-owned.ts";

const NO_ADDRESS = new IoError("InvalidInput", "could not resolve to any address");

export class TcpStream extends Owned implements AsyncRead, AsyncWrite {
  readonly sort = "tcp stream";
  private readonly io: PollEvented<SysTcpStream>;

  private constructor(io: PollEvented<SysTcpStream>) {
    super(null);
    this.io = io;
  }

  /** A stream of the current runtime from one of the system. Takes `sys` over. */
  static *fromSys(sys: SysTcpStream): Op<IoResult<TcpStream>> {
    const io = yield* PollEvented.new(sys);
    return io.ok ? { ok: true, value: new TcpStream(io.value) } : io;
  }

  /** Ready when a connection is made. Of several addresses each is tried until one takes it; else the last error. */
  static connect(addr: SocketAddr | readonly SocketAddr[]): Future<IoResult<TcpStream>> {
    return async_(() => connectToAny("host" in addr ? [addr] : addr), { name: "connect" });
  }

  /** What its operations wait for. */
  get registration(): Registration {
    return this.io.registration;
  }

  get localAddr(): SocketAddr {
    return this.io.source.localAddr;
  }

  /** `NotConnected` after a reset. */
  peerAddr(): IoResult<SocketAddr> {
    return this.io.source.peerAddr();
  }

  /** Ready when the stream is ready for some of `interest`, and then for what. May be wrong, as all readiness. */
  ready(interest: Interest): Future<IoResult<Ready>> {
    return this.io.ready(interest);
  }

  /** Ready when it is worth it to `tryRead`. */
  readable(): Future<IoResult<void>> {
    return this.io.readable();
  }

  /** Ready when it is worth it to `tryWrite`. */
  writable(): Future<IoResult<void>> {
    return this.io.writable();
  }

  /** How many bytes were read into `into`; `WouldBlock` where there are none yet. */
  tryRead(into: Uint8Array): Op<IoResult<number>> {
    this.use("tryRead()");
    return this.io.tryRead(into);
  }

  /** How many of `bytes` were taken; `WouldBlock` where there is no room. */
  tryWrite(bytes: Uint8Array): Op<IoResult<number>> {
    this.use("tryWrite()");
    return this.io.tryWrite(bytes);
  }

  /** As reading, but the bytes are still there afterwards. */
  peek(into: Uint8Array): Future<IoResult<number>> {
    return async_(() => this.io.readInto(into, (source) => source.peek(into.length)), { name: "peek" });
  }

  /** The error that happened to the connection meanwhile, once. */
  takeError(): Op<IoResult<IoError | null>> {
    this.use("takeError()");
    return this.io.source.takeError();
  }

  /** For one task: ready when it is worth it to `tryRead`. */
  *pollReadReady(cx: Context): Op<Poll<IoResult<void>>> {
    this.use("pollReadReady()");
    return withoutEvent(yield* this.registration.pollReadReady(cx));
  }

  /** For one task: ready when it is worth it to `tryWrite`. */
  *pollWriteReady(cx: Context): Op<Poll<IoResult<void>>> {
    this.use("pollWriteReady()");
    return withoutEvent(yield* this.registration.pollWriteReady(cx));
  }

  pollRead(cx: Context, buf: ReadBuf): Op<Poll<IoResult<void>>> {
    this.use("pollRead()");
    return this.io.pollRead(cx, buf);
  }

  pollWrite(cx: Context, bytes: Uint8Array): Op<Poll<IoResult<number>>> {
    this.use("pollWrite()");
    return this.io.pollWrite(cx, bytes);
  }

  /** The system sends by itself. */
  *pollFlush(_cx: Context): Op<Poll<IoResult<void>>> {
    return READY_DONE;
  }

  *pollShutdown(_cx: Context): Op<Poll<IoResult<void>>> {
    const result = yield* this.shutdownWrite();
    return result.ok ? READY_DONE : { ready: true, value: result };
  }

  /** Tells the other side that no more comes; no step of it waits. */
  shutdownWrite(): Op<IoResult<void>> {
    this.use("shutdown()");
    return this.io.source.shutdown("write");
  }

  /** Its two directions, lent: for one task that does both at once. */
  split(): readonly [ReadHalf, WriteHalf] {
    this.use("split()");
    return [new ReadHalf(this), new WriteHalf(this)];
  }

  /** Its two directions, each with an owner of its own: for two tasks. Takes the stream over. */
  *intoSplit(): Op<readonly [OwnedReadHalf, OwnedWriteHalf]> {
    this.use("intoSplit()");
    const shared = new Arc(this as TcpStream);
    return [new OwnedReadHalf(yield* shared.clone()), new OwnedWriteHalf(shared)];
  }

  /** Deregisters and closes. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.io.drop();
  }
}

function* connectToAny(addrs: readonly SocketAddr[]): Op<IoResult<TcpStream>> {
  let last: IoResult<TcpStream> = { ok: false, error: NO_ADDRESS };
  for (const addr of addrs) {
    last = yield* connect(addr);
    if (last.ok) break;
  }
  return last;
}

function* connect(addr: SocketAddr): Op<IoResult<TcpStream>> {
  const sys = yield* SysTcpStream.connect(addr);
  if (!sys.ok) return sys;
  const made = yield* TcpStream.fromSys(sys.value);
  if (!made.ok) return made;
  const stream = made.value;
  let connected = false;
  try {
    // Writable: the attempt is over. How it went is what the error says.
    const over = yield* wait(pollFn((cx) => stream.pollWriteReady(cx)));
    if (!over.ok) return over;
    const outcome = yield* stream.takeError();
    if (!outcome.ok) return outcome;
    if (outcome.value !== null) return { ok: false, error: outcome.value };
    connected = true;
    return made;
  } finally {
    if (!connected) yield* stream.drop();
  }
}

function withoutEvent(poll: Poll<IoResult<ReadyEvent>>): Poll<IoResult<void>> {
  if (!poll.ready) return PENDING;
  return poll.value.ok ? READY_DONE : failed(poll.value.error);
}
