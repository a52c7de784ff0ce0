/** A TCP listener of the simulated system: connections are there before they are accepted, up to a backlog. */
import { type Operation, step } from "../../engine/operation.ts";
import type { Op } from "../../op.ts";
import { callKind } from "../call-kind.ts";
import { EPOLLIN } from "../epoll.ts";
import { type IoResult, ioErr, ioOk } from "../io-error.ts";
import { acquireAt } from "../order.ts";
import { Withheld } from "../withheld.ts";
import { type SocketAddr, showAddr } from "./address.ts";
import { beginMaking } from "./calls.ts";
import { HostSocket } from "./host-socket.ts";
import { strikeCall } from "./strikes.ts";
import type { TcpEnd } from "./tcp-end.ts";
import { SysTcpStream } from "./tcp-stream.ts";

export interface ListenOptions {
  /** How many connections may wait to be accepted; 1,024 when left out. Others are let in later, as in Linux. */
  readonly backlog?: number;
  /** `SO_REUSEADDR`: bind although connections of an earlier listener are there, or in TIME-WAIT. */
  readonly reuseAddr?: boolean;
  /** For traces. */
  readonly name?: string;
}

export interface Accepted {
  readonly stream: SysTcpStream;
  readonly peer: SocketAddr;
}

export class SysTcpListener extends HostSocket {
  override readonly sort = "tcp listener";
  private readonly backlog: number;
  private readonly queue: TcpEnd[] = [];
  /** A fault: until it is over there is nothing to be accepted. */
  private readonly hidden = new Withheld(() => {
    if (this.queue.length > 0 && !this.dead) this.edge(EPOLLIN);
  });
  private addr: SocketAddr | null = null;

  /** Use `bind`. */
  constructor({ backlog = 1_024, name }: ListenOptions) {
    super(name);
    this.backlog = backlog;
  }

  /** Binds and listens; port 0 is any that is free. */
  static override bind(addr: SocketAddr, options: ListenOptions = {}): Op<IoResult<SysTcpListener>> {
    return step(BIND, new SysTcpListener(options), "Release", addr, options.reuseAddr ?? false);
  }

  get localAddr(): SocketAddr {
    return this.addr as SocketAddr; // every listener that somebody has is bound
  }

  levels(): number {
    return this.queue.length > 0 && !this.hidden.active && !this.dead ? EPOLLIN : 0;
  }

  /** The connection that waits longest, and where it comes from. */
  accept(): Op<IoResult<Accepted>> {
    return step(ACCEPT, this, "Acquire");
  }

  /** For this folder: whether one more connection may wait. */
  get hasRoom(): boolean {
    return this.queue.length < this.backlog;
  }

  /** For this folder: a connection is there. */
  arrives(end: TcpEnd): void {
    this.queue.push(end);
    this.edge(EPOLLIN);
  }

  /** For the step of `bind`. */
  listen(addr: SocketAddr, reuse: boolean): IoResult<SysTcpListener> {
    const { host } = this;
    const failure = beginMaking(host);
    if (failure !== null) return failure;
    if (!host.isCalled(addr.host)) return ioErr("AddrNotAvailable");
    const port = addr.port === 0 ? host.tcp.ephemeral() : addr.port;
    if (port === null || !host.tcp.mayListen(port, reuse)) return ioErr("AddrInUse");
    this.addr = { host: host.name, port };
    host.tcp.listen(port, this);
    return ioOk(this);
  }

  /** For the step of `accept`. */
  next(op: Operation): IoResult<Accepted> {
    const failure = this.begin();
    if (failure !== null) return failure;
    const [end] = this.queue;
    if (end === undefined || this.hidden.active || strikeCall(this.hidden)) return ioErr("WouldBlock");
    this.queue.shift();
    acquireAt(end, op.thread);
    return ioOk({ stream: new SysTcpStream(end), peer: end.peer.local });
  }

  protected override onClose(): void {
    if (this.dead || this.addr === null) return;
    this.host.tcp.unlisten(this.addr.port);
    for (const end of this.queue) if (end.state === "open") end.abort();
  }
}

const BIND = callKind<SysTcpListener, SysTcpListener>(
  "bind",
  (listener, op) => listener.listen(op.a as SocketAddr, op.b as boolean),
  (op) => showAddr(op.a as SocketAddr),
  (listener) => showAddr(listener.localAddr),
);

const ACCEPT = callKind<SysTcpListener, Accepted>(
  "accept",
  (listener, op) => listener.next(op),
  () => "",
  ({ peer }) => `from ${showAddr(peer)}`,
);
