/**
 * A TCP stream of the simulated system, never blocking: what cannot be done now is `WouldBlock`, and an
 * edge at the poller says when to try again.
 */
import { ambient } from "../../ambient.ts";
import { type Operation, step } from "../../engine/operation.ts";
import { faultStrikes } from "../../fault/strike.ts";
import type { Op } from "../../op.ts";
import { callKind } from "../call-kind.ts";
import { type IoError, type IoResult, ioErr, ioOk } from "../io-error.ts";
import { releaseAt } from "../order.ts";
import { Source } from "../source.ts";
import { type SocketAddr, showAddr } from "./address.ts";
import { beginCall, beginMaking, lookUp } from "./calls.ts";
import { currentHost } from "./current-host.ts";
import { strikeSegment } from "./strikes.ts";
import { readFrom, type ShutdownHow, shutdown, takeError, writeTo } from "./tcp-calls.ts";
import { TcpEnd } from "./tcp-end.ts";
import { SYN } from "./tcp-packet.ts";

export class SysTcpStream extends Source {
  override readonly sort = "tcp stream";
  private connection: TcpEnd | null;

  /** Use `connect`, or `SysTcpListener.accept`. */
  constructor(end: TcpEnd | null, name?: string) {
    super(name);
    this.connection = end;
    if (end !== null) end.socket = this;
  }

  /**
   * Asks for a connection, which is in progress then: when the stream is writable it is there, or
   * `takeError` says why not. An error at once: there is no such host, or no port is left.
   */
  static connect(addr: SocketAddr, name?: string): Op<IoResult<SysTcpStream>> {
    return step(CONNECT, new SysTcpStream(null, name), "Release", addr);
  }

  /** For the steps and tests of this folder; every stream that somebody has, has one. */
  get end(): TcpEnd {
    return this.connection as TcpEnd;
  }

  get localAddr(): SocketAddr {
    return this.end.local;
  }

  /** `NotConnected` until the connection is there, and after it was reset. */
  peerAddr(): IoResult<SocketAddr> {
    const { state, peer } = this.end;
    return state === "open" ? ioOk(peer.local) : ioErr("NotConnected");
  }

  levels(): number {
    return this.connection === null ? 0 : this.connection.levels();
  }

  /** At most `max` bytes; none at all: the other side has closed, and all was read. */
  read(max: number): Op<IoResult<Uint8Array>> {
    return step(READ, this, "Acquire", max);
  }

  /** As `read`, and the bytes stay. */
  peek(max: number): Op<IoResult<Uint8Array>> {
    return step(PEEK, this, "Acquire", max);
  }

  /** How many of the bytes went in. */
  write(bytes: Uint8Array): Op<IoResult<number>> {
    return step(WRITE, this, "Release", bytes);
  }

  shutdown(how: ShutdownHow): Op<IoResult<void>> {
    return step(SHUTDOWN, this, "Release", how);
  }

  /** `SO_ERROR`: why the connection failed, told once. */
  takeError(): Op<IoResult<IoError | null>> {
    return step(TAKE_ERROR, this, "Acquire");
  }

  /** For the step of `connect`. */
  open(addr: SocketAddr, { thread }: Operation): IoResult<SysTcpStream> {
    const host = currentHost();
    const failure = beginMaking(host);
    if (failure !== null) return failure;
    const found = lookUp(addr.host, host);
    if (!found.ok) return found;
    const there = found.value;
    const port = host.tcp.ephemeral();
    if (port === null) return ioErr("AddrNotAvailable");
    const end = new TcpEnd(host, { host: host.name, port }, there);
    const peer = new TcpEnd(there, { host: there.name, port: addr.port }, host);
    end.peer = peer;
    peer.peer = end;
    end.socket = this;
    this.connection = end;
    host.tcp.add(end);
    peer.refused = faultStrikes("refusal");
    releaseAt(peer, thread);
    end.out.send(SYN, strikeSegment(end.out.link));
    return ioOk(this);
  }

  /** For the steps of this file: `call` where the socket can be used. */
  use<T>(call: (end: TcpEnd) => IoResult<T>): IoResult<T> {
    const { end } = this;
    return beginCall(this, end) ?? call(end);
  }

  protected override onClose(): void {
    const { connection } = this;
    if (connection === null) return;
    releaseAt(connection.peer, ambient().thread);
    connection.close();
  }
}

const showBytes = (bytes: Uint8Array): string => `${bytes.length} bytes`;
const showMax = (op: Operation): string => String(op.a);
const nothing = (): string => "";
const ok = (): string => "ok";

const CONNECT = callKind<SysTcpStream, SysTcpStream>(
  "connect",
  (stream, op) => stream.open(op.a as SocketAddr, op),
  (op) => showAddr(op.a as SocketAddr),
  ok,
);

const READ = callKind<SysTcpStream, Uint8Array>(
  "read",
  (stream, op) => stream.use((end) => readFrom(end, op.a as number, false, op.thread)),
  showMax,
  showBytes,
);

const PEEK = callKind<SysTcpStream, Uint8Array>(
  "peek",
  (stream, op) => stream.use((end) => readFrom(end, op.a as number, true, op.thread)),
  showMax,
  showBytes,
);

const WRITE = callKind<SysTcpStream, number>(
  "write",
  (stream, op) => stream.use((end) => writeTo(end, op.a as Uint8Array, op.thread)),
  (op) => showBytes(op.a as Uint8Array),
  (count) => `${count} bytes`,
);

const SHUTDOWN = callKind<SysTcpStream, void>(
  "shutdown",
  (stream, op) => stream.use((end) => shutdown(end, op.a as ShutdownHow, op.thread)),
  showMax,
  ok,
);

const TAKE_ERROR = callKind<SysTcpStream, IoError | null>(
  "takeError",
  (stream) => stream.use(takeError),
  nothing,
  (error) => (error === null ? "none" : error.kind),
);
