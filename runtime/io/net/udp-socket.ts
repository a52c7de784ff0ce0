/** `tokio::net::UdpSocket`: datagrams, each whole or not at all, after tokio's `net/udp.rs`. */
import { type IoResult, type Op, Owned, type SocketAddr, SysUdpSocket } from "../../../sim/index.ts";
import { async_, wait } from "../../future/async.ts";
import type { Future } from "../../future/future.ts";
import { Interest } from "../interest.ts";
import { PollEvented } from "../poll-evented.ts";
import type { Ready } from "../ready.ts";
import type { Registration } from "../registration.ts";

/** How much of a datagram was read, and where it comes from. */
export interface Received {
  readonly length: number;
  readonly from: SocketAddr;
}

export class UdpSocket extends Owned {
  readonly sort = "udp socket";
  private readonly io: PollEvented<SysUdpSocket>;

  private constructor(io: PollEvented<SysUdpSocket>) {
    super(null);
    this.io = io;
  }

  /** A socket that gets what is sent to `addr`. */
  static override bind(addr: SocketAddr): Future<IoResult<UdpSocket>> {
    return async_(() => UdpSocket.bound(addr), { name: "bind" });
  }

  private static *bound(addr: SocketAddr): Op<IoResult<UdpSocket>> {
    const sys = yield* SysUdpSocket.bind(addr);
    if (!sys.ok) return sys;
    const io = yield* PollEvented.new(sys.value);
    return io.ok ? { ok: true, value: new UdpSocket(io.value) } : io;
  }

  get registration(): Registration {
    return this.io.registration;
  }

  get localAddr(): SocketAddr {
    return this.io.source.localAddr;
  }

  /** From now on `send` goes to `addr`, and only what comes from there is received; no step waits. */
  connect(addr: SocketAddr): Op<IoResult<void>> {
    this.use("connect()");
    return this.io.source.connect(addr);
  }

  /** Ready when the socket is ready for some of `interest`, and then for what. */
  ready(interest: Interest): Future<IoResult<Ready>> {
    return this.io.ready(interest);
  }

  /** Sends one datagram; that it arrives nobody says. Cancel safe: a dropped one has sent nothing. */
  sendTo(bytes: Uint8Array, to: SocketAddr): Future<IoResult<number>> {
    this.use("sendTo()");
    return this.registration.asyncIo(Interest.WRITABLE, () => this.io.source.sendTo(bytes, to));
  }

  /** As `sendTo`, to where the socket is connected to. */
  send(bytes: Uint8Array): Future<IoResult<number>> {
    this.use("send()");
    return this.registration.asyncIo(Interest.WRITABLE, () => this.io.source.send(bytes));
  }

  /** The next datagram; what of it does not fit into `into` is lost. Cancel safe: a dropped one has received nothing. */
  recvFrom(into: Uint8Array): Future<IoResult<Received>> {
    this.use("recvFrom()");
    return async_(() => this.received(into), { name: "recvFrom" });
  }

  /** As `recvFrom`, without its sender: of a connected socket. */
  recv(into: Uint8Array): Future<IoResult<number>> {
    this.use("recv()");
    return async_(() => this.io.readInto(into, (source) => source.recv(into.length)), { name: "recv" });
  }

  /** As `sendTo`; `WouldBlock` where there is no room. */
  trySendTo(bytes: Uint8Array, to: SocketAddr): Op<IoResult<number>> {
    this.use("trySendTo()");
    return this.registration.tryIo(Interest.WRITABLE, () => this.io.source.sendTo(bytes, to));
  }

  /** As `recvFrom`; `WouldBlock` where there is nothing. */
  *tryRecvFrom(into: Uint8Array): Op<IoResult<Received>> {
    this.use("tryRecvFrom()");
    return filled(into, yield* this.registration.tryIo(Interest.READABLE, () => this.io.source.recvFrom(into.length)));
  }

  /** Deregisters and closes. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.io.drop();
  }

  private *received(into: Uint8Array): Op<IoResult<Received>> {
    const { source } = this.io;
    return filled(into, yield* wait(this.registration.asyncIo(Interest.READABLE, () => source.recvFrom(into.length))));
  }
}

/** Copies what was received to where the caller wants it. */
function filled(
  into: Uint8Array,
  result: IoResult<{ readonly bytes: Uint8Array; readonly from: SocketAddr }>,
): IoResult<Received> {
  if (!result.ok) return result;
  const { bytes, from } = result.value;
  into.set(bytes);
  return { ok: true, value: { length: bytes.length, from } };
}
