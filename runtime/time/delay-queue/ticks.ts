/** Moments of the runtime's clock, in ns, as ticks of a delay queue, which begin with the queue. */
import { instantNow } from "../now.ts";

const NS_PER_TICK = 1_000_000;

export class Ticks {
  private readonly startNs = instantNow();

  /** The first tick that is not before `ns`; moments before the queue are its tick 0. */
  up(ns: number): number {
    return Math.ceil(Math.max(0, ns - this.startNs) / NS_PER_TICK);
  }

  /** The tick in which `ns` lies. */
  down(ns: number): number {
    return Math.floor((ns - this.startNs) / NS_PER_TICK);
  }

  toNs(tick: number): number {
    return this.startNs + tick * NS_PER_TICK;
  }
}
