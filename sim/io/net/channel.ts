/**
 * A one-way line of packets that arrive in the order in which they were sent, each exactly once: what
 * does not get through waits at the head, as if it were sent again and again, until the link lets it.
 */
import { ambient } from "../../ambient.ts";
import type { Appointment } from "../../engine/agenda.ts";
import { later } from "../../thread/later.ts";
import type { Link, Stalled } from "./link.ts";

/** How long a sender goes on sending again: Linux's `tcp_retries2` and `tcp_syn_retries`. */
export const RETRIES_NS = 924_600_000_000;
export const CONNECT_RETRIES_NS = 127_000_000_000;

/** Whoever gets the packets of a channel, and hears when the sender gives up. */
export interface Receiver<P> {
  /** Nobody sends again what is lost: packets vanish where the link is cut or the host is down. */
  readonly lossy: boolean;
  deliver(packet: P): void;
  /** How long the sender goes on for the packets that wait; Infinity: for ever; 0: it is gone. */
  patience(): number;
  gaveUp(): void;
}

export class Channel<P> implements Stalled {
  readonly link: Link;
  private readonly receiver: Receiver<P>;
  private packets: P[] = [];
  /** When the last packet sent arrives: none sent later arrives earlier. */
  private lastDue = 0;
  /** Heads whose time came while the link was blocked; 0: nothing waits. */
  private overdue = 0;
  private giveUp: Appointment | null = null;

  constructor(link: Link, receiver: Receiver<P>) {
    this.link = link;
    this.receiver = receiver;
  }

  /** Sends `packet`; it takes the link's latency and `extraNs` more. */
  send(packet: P, extraNs = 0): void {
    const { now } = ambient();
    const due = Math.max(this.lastDue, now + this.link.drawLatency() + extraNs);
    this.lastDue = due;
    this.packets.push(packet);
    if (due === now && this.packets.length === 1) this.arrive();
    else later(due - now, this.arrive);
  }

  /** All that is under way is lost. */
  clear(): void {
    this.packets = [];
    this.overdue = 0;
    this.patient();
  }

  /** The sender is gone: what it would have sent again is lost, and with it all that is behind that. */
  forgetWaiting(): void {
    if (this.overdue > 0) this.clear();
  }

  resume(): void {
    const heads = this.overdue;
    this.overdue = 0;
    this.patient();
    if (heads === 0) return;
    const { now } = ambient();
    this.lastDue = Math.max(this.lastDue, now + this.link.drawLatency());
    const again = (): void => {
      for (let i = 0; i < heads; i++) this.arrive();
    };
    if (this.lastDue === now) again();
    else later(this.lastDue - now, again);
  }

  /** The time of one packet has come: the head arrives, whichever of the appointments this is. */
  private readonly arrive = (): void => {
    if (this.packets.length === 0) return; // cleared since
    if (this.receiver.lossy && (this.link.cut || !this.link.to.isUp)) {
      this.packets.splice(0, this.overdue + 1);
      this.overdue = 0;
      return;
    }
    if (this.overdue > 0 || this.link.blocked) {
      this.wait();
      return;
    }
    this.receiver.deliver(this.packets.shift() as P);
  };

  private wait(): void {
    const patience = this.receiver.patience();
    if (patience === 0) {
      this.clear();
      return;
    }
    if (this.overdue++ === 0) this.link.stall(this);
    if (this.giveUp !== null || patience === Number.POSITIVE_INFINITY) return;
    const giveUp = (): void => {
      this.giveUp = null;
      this.clear();
      this.receiver.gaveUp();
    };
    this.giveUp = later(patience, giveUp, { background: true });
  }

  /** Something gets through again. */
  private patient(): void {
    if (this.giveUp === null) return;
    ambient().agenda.cancel(this.giveUp);
    this.giveUp = null;
  }
}
