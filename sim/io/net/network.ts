/**
 * Hosts and what lies between them. Every packet takes a latency drawn from `latencyNs`; links can be
 * cut (partition) and held, one way or both. A host reaches itself at once and always.
 *
 * Calls here are the model's own hand, not steps of a modelled program: they take effect at once.
 */
import { ambient } from "../../ambient.ts";
import type { Thread } from "../../engine/thread.ts";
import { UsageError } from "../../finding/usage-error.ts";
import { Host } from "./host.ts";
import { type Latency, Link } from "./link.ts";

export interface NetworkOptions {
  /** How long a packet takes between two hosts; 0.1 to 1 ms when left out. */
  readonly latencyNs?: Latency;
  /** What a TCP connection holds for each direction, under way and unread, in bytes; 65,536 when left out. */
  readonly bufferBytes?: number;
  /** For traces. */
  readonly name?: string;
}

export type HostOrName = Host | string;

const NO_LATENCY: Latency = { from: 0, to: 0 };

export class Network {
  readonly name: string;
  readonly bufferBytes: number;
  private readonly latency: Latency;
  private readonly hosts = new Map<string, Host>();
  /** By `<from> <to>`. */
  private readonly links = new Map<string, Link>();

  constructor({
    latencyNs = { from: 100_000, to: 1_000_000 },
    bufferBytes = 65_536,
    name = "network",
  }: NetworkOptions = {}) {
    const { from, to } = latencyNs;
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from) {
      throw new UsageError(
        `${name}: latencyNs { from: ${from}, to: ${to} }: give it whole nanoseconds, 0 or more, the shorter first`,
      );
    }
    if (!Number.isSafeInteger(bufferBytes) || bufferBytes < 1) {
      throw new UsageError(`${name}: bufferBytes ${bufferBytes}: give it a whole number of at least 1`);
    }
    this.name = name;
    this.bufferBytes = bufferBytes;
    this.latency = latencyNs;
    ambient().faults.onHeal(() => this.heal());
  }

  /** The host called `name`; made when it is asked for the first time. */
  host(name: string, maker?: Thread | null): Host {
    let host = this.hosts.get(name);
    if (host === undefined) {
      host = new Host(this, name, maker);
      this.hosts.set(name, host);
    }
    return host;
  }

  /** The host that `name` means when it is said on `from`; null where there is none. */
  find(name: string, from: Host): Host | null {
    return from.isCalled(name) ? from : (this.hosts.get(name) ?? null);
  }

  /** Nothing gets through between the two: TCP sends again after `heal`, datagrams are lost. */
  partition(a: HostOrName, b: HostOrName, ns = Number.POSITIVE_INFINITY): void {
    this.partitionOneWay(a, b, ns);
    this.partitionOneWay(b, a, ns);
  }

  /** As `partition`, for what goes from `from` to `to` alone. */
  partitionOneWay(from: HostOrName, to: HostOrName, ns = Number.POSITIVE_INFINITY): void {
    this.between(from, to).partition(ns);
  }

  /** Ends partitions and holds: between two hosts, of one host, or all. */
  heal(a?: HostOrName, b?: HostOrName): void {
    for (const link of this.linksOf(a, b)) link.heal();
  }

  /** Keeps back what is sent between the two, datagrams too, until `release` or `heal`. */
  hold(a: HostOrName, b: HostOrName, ns = Number.POSITIVE_INFINITY): void {
    this.between(a, b).hold(ns);
    this.between(b, a).hold(ns);
  }

  /** Delivers what was held, in its order, and holds no more. */
  release(a: HostOrName, b: HostOrName): void {
    for (const link of this.linksOf(a, b)) link.release();
  }

  /** For the sockets of this folder: what lies between two hosts. */
  link(from: Host, to: Host): Link {
    const key = `${from.name} ${to.name}`;
    let link = this.links.get(key);
    if (link === undefined) {
      link = new Link(from, to, from === to ? NO_LATENCY : this.latency);
      this.links.set(key, link);
    }
    return link;
  }

  /** `host` is up again: what was sent to it in vain is sent again. */
  arrivalsAt(host: Host): void {
    for (const link of this.links.values()) if (link.to === host) link.resume();
  }

  private between(from: HostOrName, to: HostOrName): Link {
    const [a, b] = [this.known(from), this.known(to)];
    if (a === b) throw new UsageError(`${this.name}: "${a.name}" cannot be cut off from itself: name two hosts`);
    return this.link(a, b);
  }

  private linksOf(a: HostOrName | undefined, b: HostOrName | undefined): Link[] {
    const named = [a, b].filter((host) => host !== undefined).map((host) => this.known(host));
    return [...this.links.values()].filter((link) => named.every((host) => link.from === host || link.to === host));
  }

  private known(host: HostOrName): Host {
    const name = typeof host === "string" ? host : host.name;
    const known = this.hosts.get(name);
    if (known === undefined) {
      throw new UsageError(
        `${this.name} has no host "${name}": make it with host("${name}") first; there are ${[...this.hosts.keys()].join(", ") || "none"}`,
      );
    }
    return known;
  }
}
