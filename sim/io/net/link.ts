/** What lies between two hosts, one way: how long it takes, and whether it is cut or held just now. */
import { ambient } from "../../ambient.ts";
import { Location } from "../../memory/location.ts";
import { later } from "../../thread/later.ts";
import { DatagramLine } from "./datagram.ts";
import type { Host } from "./host.ts";

/** How long a packet takes, in ns: from the shortest to the longest, both included. */
export interface Latency {
  readonly from: number;
  readonly to: number;
}

/** In how many steps a latency is drawn between its shortest and its longest. */
const STEPS = 8;

/** Something that waits until packets get through again. */
export interface Stalled {
  resume(): void;
}

/** A location, because datagrams order what their senders did before what their receivers do. */
export class Link extends Location {
  override readonly sort = "link";
  readonly from: Host;
  readonly to: Host;
  /** The datagrams that go over it. */
  readonly datagrams: DatagramLine;
  private readonly latency: Latency;
  /** Nothing gets through before this moment; Infinity: not before it is healed. */
  private cutUntil = 0;
  /** As `cutUntil`, but nothing is lost: what is held is delivered afterwards. */
  private heldUntil = 0;
  private stalled: Stalled[] = [];

  constructor(from: Host, to: Host, latency: Latency) {
    super(0, `${from.name} -> ${to.name}`, null);
    this.from = from;
    this.to = to;
    this.latency = latency;
    this.datagrams = new DatagramLine(this);
  }

  get cut(): boolean {
    return ambient().now < this.cutUntil;
  }

  get held(): boolean {
    return ambient().now < this.heldUntil;
  }

  /** No packet arrives now: it is cut, held, or there is nobody to arrive at. */
  get blocked(): boolean {
    return this.cut || this.held || !this.to.isUp;
  }

  /** How long the next packet takes. */
  drawLatency(): number {
    const { from, to } = this.latency;
    const steps = Math.min(STEPS, to - from + 1);
    if (steps <= 1) return from;
    return from + Math.floor((ambient().decide("delay", steps) * (to - from)) / (steps - 1));
  }

  partition(ns: number): void {
    this.cutUntil = this.until(this.cutUntil, ns);
  }

  hold(ns: number): void {
    this.heldUntil = this.until(this.heldUntil, ns);
  }

  /** Ends a cut and a hold. */
  heal(): void {
    this.cutUntil = 0;
    this.heldUntil = 0;
    this.resume();
  }

  release(): void {
    this.heldUntil = 0;
    this.resume();
  }

  /** Somebody has packets that did not get through: told when they may. */
  stall(who: Stalled): void {
    this.stalled.push(who);
  }

  /** Whoever waits may try again, where nothing else is in the way. */
  resume(): void {
    if (this.stalled.length === 0 || this.blocked) return;
    const waiting = this.stalled;
    this.stalled = [];
    for (const who of waiting) who.resume();
  }

  private until(before: number, ns: number): number {
    const end = ambient().now + ns;
    if (Number.isFinite(end)) later(ns, () => this.resume(), { background: true });
    return Math.max(before, end);
  }
}
