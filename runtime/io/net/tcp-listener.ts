/** `tokio::net::TcpListener`: takes connections in, after tokio's `net/tcp/listener.rs`. */
import {
  type IoResult,
  type ListenOptions,
  type Op,
  Owned,
  type SocketAddr,
  SysTcpListener,
  type SysTcpStream,
} from "../../../sim/index.ts";
import { async_, wait } from "../../future/async.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, ready } from "../../future/poll.ts";
import { Interest } from "../interest.ts";
import { failed } from "../io-errors.ts";
import { PollEvented } from "../poll-evented.ts";
import { TcpStream } from "./tcp-stream.ts";

/** A connection that was taken in, and where it comes from. */
export interface Accepted {
  readonly stream: TcpStream;
  readonly peer: SocketAddr;
}

type SysAccepted = { readonly stream: SysTcpStream; readonly peer: SocketAddr };

export class TcpListener extends Owned {
  readonly sort = "tcp listener";
  private readonly io: PollEvented<SysTcpListener>;

  private constructor(io: PollEvented<SysTcpListener>) {
    super(null);
    this.io = io;
  }

  /** Listens at `addr`, with a backlog of 1,024 and the port free for use again, as tokio has it, unless told. */
  static override bind(addr: SocketAddr, options: ListenOptions = {}): Future<IoResult<TcpListener>> {
    return async_(() => bind(addr, options), { name: "bind" });
  }

  /** A listener of the current runtime from one of the system. Takes `sys` over. */
  static *fromSys(sys: SysTcpListener): Op<IoResult<TcpListener>> {
    const io = yield* PollEvented.new(sys);
    return io.ok ? { ok: true, value: new TcpListener(io.value) } : io;
  }

  get localAddr(): SocketAddr {
    return this.io.source.localAddr;
  }

  /** The next connection. Cancel safe: a dropped one has taken none. */
  accept(): Future<IoResult<Accepted>> {
    this.use("accept()");
    return async_(() => this.accepted(), { name: "accept" });
  }

  /** As `accept`, for one task. */
  *pollAccept(cx: Context): Op<Poll<IoResult<Accepted>>> {
    this.use("pollAccept()");
    const accepted = yield* this.io.registration.pollReadIo(cx, () => this.io.source.accept());
    if (!accepted.ready) return PENDING;
    return accepted.value.ok ? ready(yield* taken(accepted.value.value)) : failed(accepted.value.error);
  }

  /** Deregisters and closes; who waits in the backlog is refused. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.io.drop();
  }

  private *accepted(): Op<IoResult<Accepted>> {
    const accepted = yield* wait(this.io.registration.asyncIo(Interest.READABLE, () => this.io.source.accept()));
    return accepted.ok ? yield* taken(accepted.value) : accepted;
  }
}

function* bind(addr: SocketAddr, options: ListenOptions): Op<IoResult<TcpListener>> {
  const sys = yield* SysTcpListener.bind(addr, { backlog: 1024, reuseAddr: true, ...options });
  return sys.ok ? yield* TcpListener.fromSys(sys.value) : sys;
}

function* taken({ stream: sys, peer }: SysAccepted): Op<IoResult<Accepted>> {
  const stream = yield* TcpStream.fromSys(sys);
  return stream.ok ? { ok: true, value: { stream: stream.value, peer } } : stream;
}
