/**
 * A machine on a network: its sockets, and whether it is up. A crash is silent, as when the power goes:
 * its sockets are dead at once, nobody is told, and packets for it are lost. Its threads are the model's
 * own: whoever runs them waits with `down`, drops what ran there, and starts it anew after `up`.
 */
import { ambient } from "../../ambient.ts";
import { HostClock } from "../../engine/host-clock.ts";
import { step } from "../../engine/operation.ts";
import { StepKind } from "../../engine/step-kind.ts";
import type { Thread } from "../../engine/thread.ts";
import type { Op } from "../../op.ts";
import { type JoinHandle, spawn } from "../../thread/spawn.ts";
import { meansOwn } from "./address.ts";
import type { Network } from "./network.ts";
import { TcpPorts } from "./tcp-ports.ts";
import { UdpPorts } from "./udp-ports.ts";

export class Host extends HostClock {
  readonly network: Network;
  readonly name: string;
  /** How often it has crashed: sockets made before the last time are dead. */
  crashes = 0;
  /** Somebody waits, or has waited, for it to go down: so a crash is noticed, and may strike as a fault. */
  watched = false;
  /** Its clock drifts because a fault struck. */
  drifting = false;
  /** For the sockets of this folder. */
  readonly tcp = new TcpPorts();
  readonly udp = new UdpPorts();
  private up_ = true;

  /** Use `Network.host`. */
  constructor(network: Network, name: string, maker?: Thread | null) {
    super(name, maker);
    this.network = network;
    this.name = name;
  }

  get isUp(): boolean {
    return this.up_;
  }

  /** As `spawn`, for a thread that belongs to this host, as do all that it spawns. */
  *spawn<T>(body: () => Op<T>, name?: string): Op<JoinHandle<T>> {
    const handle = yield* spawn(body, name);
    // The new thread has not begun: between a spawn and the spawner's next step nobody else goes on.
    handle.thread.host = this;
    return handle;
  }

  /** It goes down; does nothing where it is down. */
  crash(): void {
    if (!this.up_) return;
    this.up_ = false;
    this.crashes++;
    this.tcp.crash();
    this.udp.crash();
    ambient().recheck(this);
  }

  /** It is up again, with no sockets. Does nothing where it is up. */
  restart(): void {
    if (this.up_) return;
    this.up_ = true;
    this.network.arrivalsAt(this);
    ambient().recheck(this);
  }

  /**
   * Waits until the host has crashed more than `seen` times: by default, until its next crash. It may be up
   * again when this returns. To miss none, take `host.crashes` before starting what runs there.
   */
  down(seen = this.crashes): Op<void> {
    this.watched = true;
    return step(DOWN, this, "Relaxed", seen);
  }

  /** Waits until the host is up. */
  up(): Op<void> {
    return step(UP, this);
  }

  /** Whether `name`, said on this host, means this host. */
  isCalled(name: string): boolean {
    return meansOwn(name, this.name);
  }
}

const DOWN = new StepKind<void>({
  name: "down",
  access: "read",
  enabled: (op) => (op.target as Host).crashes > (op.a as number),
  perform: () => undefined,
  waitsFor: (op) => `waits for a crash of ${op.target?.label}`,
});

const UP = new StepKind<void>({
  name: "up",
  access: "read",
  enabled: (op) => (op.target as Host).isUp,
  perform: () => undefined,
  waitsFor: (op) => `waits until ${op.target?.label} is up`,
});
