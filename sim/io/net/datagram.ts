/** Datagrams on their way: each once and in order, unless a fault strikes or nothing gets through. */
import { faultDuration, faultStrikes } from "../../fault/strike.ts";
import { later } from "../../thread/later.ts";
import type { SocketAddr } from "./address.ts";
import { Channel, type Receiver } from "./channel.ts";
import type { Link } from "./link.ts";
import { strikeLink } from "./strikes.ts";
import type { SysUdpSocket } from "./udp-socket.ts";

export interface Datagram {
  readonly bytes: Uint8Array;
  readonly from: SocketAddr;
  readonly sender: SysUdpSocket;
  readonly to: SocketAddr;
}

/** The datagrams from one host to another. */
export class DatagramLine implements Receiver<Datagram> {
  readonly lossy = true;
  private readonly link: Link;
  private readonly channel: Channel<Datagram>;

  constructor(link: Link) {
    this.link = link;
    this.channel = new Channel<Datagram>(link, this);
  }

  send(datagram: Datagram): void {
    const slower = strikeLink(this.link);
    if (this.link.cut || faultStrikes("loss", this.link)) return;
    if (faultStrikes("duplicate", this.link)) this.channel.send(datagram, slower);
    // Out of the line: what is sent next may be there before.
    if (faultStrikes("reorder", this.link)) this.late(datagram, slower + faultDuration("reorder"));
    else this.channel.send(datagram, slower);
  }

  deliver(datagram: Datagram): void {
    const receiver = this.link.to.udp.at(datagram.to.port);
    if (receiver === null) datagram.sender.unreachable(datagram.to);
    else receiver.arrives(datagram, this.link);
  }

  patience(): number {
    return Number.POSITIVE_INFINITY;
  }

  gaveUp(): void {}

  private late(datagram: Datagram, ns: number): void {
    later(this.link.drawLatency() + ns, () => this.channel.send(datagram));
  }
}
