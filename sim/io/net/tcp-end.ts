/**
 * One end of a TCP connection, as the operating system keeps it: what has arrived and was not read, how
 * much may be sent, who has closed what. After Linux where implementations differ: bytes that arrived
 * before a reset can still be read; closing with bytes unread, or getting bytes after closing, resets.
 *
 * Left out: acknowledgements and sequence numbers (a `Channel` brings each packet once and in order),
 * lingering, keep-alive. The handshake has two packets: a listener has the connection after the first.
 */
import { ambient } from "../../ambient.ts";
import { Location } from "../../memory/location.ts";
import { ByteQueue } from "../byte-queue.ts";
import { EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT, EPOLLRDHUP } from "../epoll.ts";
import type { IoErrorKind } from "../io-error.ts";
import type { Source } from "../source.ts";
import { Withheld } from "../withheld.ts";
import { type SocketAddr, showAddr } from "./address.ts";
import { Channel, CONNECT_RETRIES_NS, RETRIES_NS, type Receiver } from "./channel.ts";
import type { Host } from "./host.ts";
import { arriveAtPort } from "./tcp-handshake.ts";
import { FIN, RESET, SYN_ACK, type TcpPacket, WINDOW } from "./tcp-packet.ts";

const DEAD_END_BITS = EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLRDHUP;

type State = "opening" | "open" | "shut";

/** A location, because what was done before bytes are sent happens before what follows their reading. */
export class TcpEnd extends Location implements Receiver<TcpPacket> {
  override readonly sort = "tcp end";
  readonly lossy = false;
  readonly host: Host;
  readonly local: SocketAddr;
  readonly out: Channel<TcpPacket>;
  state: State = "opening";
  /** The end at the other host. */
  peer: TcpEnd = this;
  /** The socket that stands for it, once there is one. */
  socket: Source | null = null;
  /** Why the connection ended, until somebody was told. */
  error: IoErrorKind | null = null;
  readonly inbox = new ByteQueue();
  /** How many more bytes may be sent. */
  room: number;
  /** A write did not find room for all: tell when there is some. */
  starved = false;
  /** Faults: until they are over there is nothing to be read, or no room. */
  readonly hidden = new Withheld(() => {
    if (this.inbox.length > 0) this.tell(EPOLLIN);
  });
  readonly squeezed = new Withheld(() => {
    if (this.room > 0) this.tell(EPOLLOUT);
  });
  finSent = false;
  finReceived = false;
  /** `shutdown(SHUT_RD)`. */
  readShut = false;
  /** When the socket was closed, in ns; Infinity: it was not. */
  closedAt = Number.POSITIVE_INFINITY;
  /** This end sent its FIN first. */
  private activeCloser = false;
  /** What was read and not told to the peer yet, in bytes. */
  private credit = 0;
  private windowUnderWay = false;
  /** A fault: whoever asks for the connection is refused. */
  refused = false;
  /** The crashes of the host before the end was there. */
  private life: number;

  constructor(host: Host, local: SocketAddr, other: Host) {
    super(0, `tcp ${showAddr(local)}`, null);
    this.host = host;
    this.local = local;
    this.life = host.crashes;
    this.room = host.network.bufferBytes;
    this.out = new Channel<TcpPacket>(host.network.link(host, other), this);
  }

  /** Its host has crashed since: it is not known there any more. */
  get dead(): boolean {
    return this.host.crashes !== this.life;
  }

  get closed(): boolean {
    return this.closedAt !== Number.POSITIVE_INFINITY;
  }

  /** Nothing comes in any more. */
  get readEnded(): boolean {
    return this.state === "shut" || this.finReceived || this.readShut;
  }

  /** Nothing goes out any more. */
  get writeEnded(): boolean {
    return this.state === "shut" || this.finSent;
  }

  levels(): number {
    if (this.dead || this.state === "opening") return 0;
    let bits = this.error === null ? 0 : EPOLLERR;
    if (this.readEnded) bits |= EPOLLIN | EPOLLRDHUP | (this.writeEnded ? EPOLLHUP : 0);
    if (this.inbox.length > 0 && !this.hidden.active) bits |= EPOLLIN;
    if (this.writeEnded || (this.room > 0 && !this.squeezed.active)) bits |= EPOLLOUT;
    return bits;
  }

  /** Something new: for the poller where the socket is registered. */
  tell(bits: number): void {
    if (!this.dead) this.socket?.edge(bits);
  }

  /** The connection is there. */
  open(): void {
    this.state = "open";
    this.tell(EPOLLOUT);
  }

  /** What was sent by this end arrives at the other one. */
  deliver(packet: TcpPacket): void {
    this.peer.arrives(packet);
  }

  patience(): number {
    if (!this.host.isUp) return 0;
    return this.state === "opening" ? CONNECT_RETRIES_NS : RETRIES_NS;
  }

  gaveUp(): void {
    if (!this.dead && this.state !== "shut") this.break("TimedOut");
  }

  /** `bytes` were read: as many may be sent again, which the peer learns by a packet. */
  readBytes(bytes: number): void {
    this.credit += bytes;
    // Not for each byte: half a buffer at a time, as long as the peer has the other half.
    if (this.windowUnderWay || this.state !== "open" || this.peer.room * 2 >= this.host.network.bufferBytes) return;
    this.windowUnderWay = true;
    this.out.send(WINDOW);
  }

  sendFin(): void {
    if (this.writeEnded) return;
    this.finSent = true;
    this.activeCloser = !this.finReceived;
    this.out.send(FIN);
    if (this.finReceived) this.over();
  }

  /** The socket is closed. */
  close(): void {
    if (this.dead) return;
    this.closedAt = ambient().now;
    if (this.state === "opening") this.abort();
    else if (this.state === "open") {
      if (this.inbox.length > 0) this.abort();
      else this.sendFin();
    }
  }

  /** Ends the connection at once and tells the peer. */
  abort(): void {
    this.shut();
    this.out.send(RESET);
  }

  /** A reset from outside strikes: what is under way is lost, both ends are told. */
  cutOff(): void {
    this.out.clear();
    this.peer.out.clear();
    this.out.send(RESET);
    this.break("ConnectionReset");
  }

  private arrives(packet: TcpPacket): void {
    if (packet.kind === "syn") arriveAtPort(this);
    else if (packet.kind === "reset") this.resetArrives();
    else if (this.dead || (this.closed && packet.kind === "data")) this.refuse();
    else if (this.state !== "shut") this.take(packet);
    else if (packet.kind === "synAck") this.refuse();
  }

  private take(packet: TcpPacket): void {
    switch (packet.kind) {
      case "synAck":
        this.open();
        break;
      case "data":
        this.inbox.push(packet.bytes);
        this.tell(EPOLLIN);
        break;
      case "fin":
        this.finReceived = true;
        this.tell(EPOLLIN | EPOLLRDHUP | (this.finSent ? EPOLLHUP : 0));
        if (this.finSent) this.over();
        break;
      case "window":
        this.windowArrives();
        break;
    }
  }

  private windowArrives(): void {
    const { peer } = this;
    this.room += peer.credit;
    peer.credit = 0;
    peer.windowUnderWay = false;
    if (!this.starved) return;
    this.starved = false;
    this.tell(EPOLLOUT);
  }

  private resetArrives(): void {
    if (this.dead || this.state === "shut") return;
    if (this.finSent && this.finReceived) return; // over already
    if (this.state === "opening") this.break("ConnectionRefused");
    else this.break(this.finReceived ? "BrokenPipe" : "ConnectionReset");
  }

  /** Nobody here knows of the connection, or wants it. */
  refuse(): void {
    if (this.dead) this.state = "shut";
    else this.shut();
    this.out.send(RESET);
  }

  /** It is asked for now: whatever the host knew before it crashed does not matter. */
  asked(): void {
    this.life = this.host.crashes;
  }

  /** The handshake's second packet; the connection is there at this end. */
  accepted(): void {
    this.state = "open";
    this.host.tcp.add(this);
    this.out.send(SYN_ACK);
  }

  private break(error: IoErrorKind): void {
    this.shut();
    this.error = error;
    this.tell(DEAD_END_BITS);
  }

  /** As Linux's TCP_CLOSE: what was sent and did not get through is not sent again. */
  private shut(): void {
    this.state = "shut";
    this.out.forgetWaiting();
    this.host.tcp.remove(this, false);
  }

  /** Both ends have sent all that they ever will. */
  private over(): void {
    this.host.tcp.remove(this, this.activeCloser);
  }
}
