/** A UDP socket of the simulated system, never blocking. What finds no room at the receiver is dropped. */
import { type Operation, step } from "../../engine/operation.ts";
import type { Thread } from "../../engine/thread.ts";
import type { Op } from "../../op.ts";
import { callKind } from "../call-kind.ts";
import { EPOLLERR, EPOLLIN, EPOLLOUT } from "../epoll.ts";
import { IO_DONE, type IoError, type IoErrorKind, type IoFailure, type IoResult, ioErr, ioOk } from "../io-error.ts";
import { acquireAt, releaseAt } from "../order.ts";
import { Withheld } from "../withheld.ts";
import { type SocketAddr, sameAddr, showAddr } from "./address.ts";
import { beginMaking, lookUp } from "./calls.ts";
import type { Datagram } from "./datagram.ts";
import { HostSocket } from "./host-socket.ts";
import type { Link } from "./link.ts";
import { strikeCall } from "./strikes.ts";

/** What IPv4 and UDP can carry. */
const LONGEST = 65_507;
/** How many datagrams wait to be received; more are dropped. */
const INBOX_MAX = 256;

export interface Received {
  readonly bytes: Uint8Array;
  readonly from: SocketAddr;
}

interface Arrival extends Received {
  readonly link: Link;
}

/** Made by `bind`. */
export class SysUdpSocket extends HostSocket {
  override readonly sort = "udp socket";
  private readonly inbox: Arrival[] = [];
  private addr: SocketAddr | null = null;
  private peer: SocketAddr | null = null;
  private error: IoErrorKind | null = null;
  /** Faults: until they are over there is nothing to be received, or no room to send. */
  private readonly hidden = new Withheld(() => {
    if (this.inbox.length > 0) this.edge(EPOLLIN);
  });
  private readonly squeezed = new Withheld(() => this.edge(EPOLLOUT));

  /** Port 0 is any that is free. */
  static override bind(addr: SocketAddr, name?: string): Op<IoResult<SysUdpSocket>> {
    return step(BIND, new SysUdpSocket(name), "Relaxed", addr);
  }

  get localAddr(): SocketAddr {
    return this.addr as SocketAddr; // every socket that somebody has is bound
  }

  /** `NotConnected` before `connect`. */
  peerAddr(): IoResult<SocketAddr> {
    return this.peer === null ? ioErr("NotConnected") : ioOk(this.peer);
  }

  levels(): number {
    if (this.dead) return 0;
    const readable = this.inbox.length > 0 && !this.hidden.active ? EPOLLIN : 0;
    return readable | (this.squeezed.active ? 0 : EPOLLOUT) | (this.error === null ? 0 : EPOLLERR);
  }

  /** Sends one datagram; how many bytes it had. */
  sendTo(bytes: Uint8Array, to: SocketAddr): Op<IoResult<number>> {
    return step(SEND, this, "Release", bytes, to);
  }

  /** One datagram, of which at most `max` bytes are kept. */
  recvFrom(max: number): Op<IoResult<Received>> {
    return step(RECEIVE, this, "Acquire", max, false);
  }

  /** As `recvFrom`, and the datagram stays. */
  peekFrom(max: number): Op<IoResult<Received>> {
    return step(RECEIVE, this, "Acquire", max, true);
  }

  /** From now on datagrams go to `peer` and are taken from it alone. */
  connect(peer: SocketAddr): Op<IoResult<void>> {
    return step(CONNECT, this, "Relaxed", peer);
  }

  /** As `sendTo`, to the peer. */
  send(bytes: Uint8Array): Op<IoResult<number>> {
    return step(SEND, this, "Release", bytes, null);
  }

  /** As `recvFrom`, from the peer. */
  *recv(max: number): Op<IoResult<Uint8Array>> {
    if (this.peer === null) return ioErr("NotConnected");
    const received = yield* this.recvFrom(max);
    return received.ok ? ioOk(received.value.bytes) : received;
  }

  /** `SO_ERROR`: told once. */
  takeError(): Op<IoResult<IoError | null>> {
    return step(TAKE_ERROR, this, "Relaxed");
  }

  /** For this folder: a datagram is there. */
  arrives({ bytes, from }: Datagram, link: Link): void {
    if (this.inbox.length >= INBOX_MAX) return;
    if (this.peer !== null && !sameAddr(this.peer, from)) return;
    this.inbox.push({ bytes, from, link });
    this.edge(EPOLLIN);
  }

  /** For this folder: nobody has the port where a datagram went. Only who is connected hears of it. */
  unreachable(addr: SocketAddr): void {
    if (this.dead || this.closed || this.peer === null || !sameAddr(this.peer, addr)) return;
    this.error = "ConnectionRefused";
    this.edge(EPOLLERR | EPOLLIN | EPOLLOUT);
  }

  /** For the step of `bind`. */
  open(addr: SocketAddr): IoResult<SysUdpSocket> {
    const { host } = this;
    const failure = beginMaking(host);
    if (failure !== null) return failure;
    if (!host.isCalled(addr.host)) return ioErr("AddrNotAvailable");
    const port = host.udp.bind(addr.port, this);
    if (port === null) return ioErr("AddrInUse");
    this.addr = { host: host.name, port };
    return ioOk(this);
  }

  /** For the step of `connect`. */
  connectTo(peer: SocketAddr): IoResult<void> {
    const failure = this.begin();
    if (failure !== null) return failure;
    const there = lookUp(peer.host, this.host);
    if (!there.ok) return there;
    this.peer = { host: there.value.name, port: peer.port };
    return IO_DONE;
  }

  /** For the steps of `send` and `sendTo`. */
  transmit(bytes: Uint8Array, to: SocketAddr | null, by: Thread): IoResult<number> {
    const failure = this.begin() ?? this.takeFailure();
    if (failure !== null) return failure;
    const addr = to ?? this.peer;
    if (addr === null) return ioErr("NotConnected");
    if (bytes.length > LONGEST) return ioErr("InvalidInput", "Message too long (os error 90)");
    const there = lookUp(addr.host, this.host);
    if (!there.ok) return there;
    if (this.squeezed.active || strikeCall(this.squeezed)) return ioErr("WouldBlock");
    const link = this.host.network.link(this.host, there.value);
    releaseAt(link, by);
    const address = { host: there.value.name, port: addr.port };
    link.datagrams.send({ bytes: bytes.slice(), from: this.localAddr, sender: this, to: address });
    return ioOk(bytes.length);
  }

  /** For the steps of `recvFrom` and `peekFrom`. */
  receive(max: number, keep: boolean, by: Thread): IoResult<Received> {
    const failure = this.begin() ?? this.takeFailure();
    if (failure !== null) return failure;
    const [arrival] = this.inbox;
    if (arrival === undefined || this.hidden.active || strikeCall(this.hidden)) return ioErr("WouldBlock");
    if (!keep) this.inbox.shift();
    acquireAt(arrival.link, by);
    return ioOk({ bytes: arrival.bytes.slice(0, max), from: arrival.from });
  }

  /** For the step of `takeError`. */
  failed(): IoResult<IoError | null> {
    return this.begin() ?? ioOk(this.takeFailure()?.error ?? null);
  }

  protected override onClose(): void {
    if (!this.dead && this.addr !== null) this.host.udp.unbind(this.addr.port);
  }

  private takeFailure(): IoFailure | null {
    if (this.error === null) return null;
    const failure = ioErr(this.error);
    this.error = null;
    return failure;
  }
}

const showLength = (op: Operation): string => `${(op.a as Uint8Array).length} bytes`;

const BIND = callKind<SysUdpSocket, SysUdpSocket>(
  "bind",
  (socket, op) => socket.open(op.a as SocketAddr),
  (op) => showAddr(op.a as SocketAddr),
  (socket) => showAddr(socket.localAddr),
);

const SEND = callKind<SysUdpSocket, number>(
  "send",
  (socket, op) => socket.transmit(op.a as Uint8Array, op.b as SocketAddr | null, op.thread),
  (op) => (op.b === null ? showLength(op) : `${showLength(op)}, ${showAddr(op.b as SocketAddr)}`),
  (count) => `${count} bytes`,
);

const RECEIVE = callKind<SysUdpSocket, Received>(
  "recv",
  (socket, op) => socket.receive(op.a as number, op.b as boolean, op.thread),
  (op) => String(op.a),
  ({ bytes, from }) => `${bytes.length} bytes from ${showAddr(from)}`,
);

const CONNECT = callKind<SysUdpSocket, void>(
  "connect",
  (socket, op) => socket.connectTo(op.a as SocketAddr),
  (op) => showAddr(op.a as SocketAddr),
  () => "ok",
);

const TAKE_ERROR = callKind<SysUdpSocket, IoError | null>(
  "takeError",
  (socket) => socket.failed(),
  () => "",
  (error) => (error === null ? "none" : error.kind),
);
