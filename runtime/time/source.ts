/** `TimeSource`, after tokio's `time/source.rs`: moments of the clock, in ns, as ticks of the driver's. */
import type { Clock } from "./clock.ts";
import { type Tick, tickOf } from "./tick.ts";

/** A moment or a length of time in ns: a number where that is exact, else what you like. */
export type Nanos = number | bigint;

const NS_PER_TICK = 1_000_000;

/** The latest tick: the two above it are the words of timers that are not registered. */
export const MAX_SAFE_TICK = 0xffff_ffff_ffff_fffdn;

export class TimeSource {
  private readonly startNs: number;

  /** Counts from the clock's present on. */
  constructor(clock: Clock) {
    this.startNs = clock.now();
  }

  /** The tick at which `deadlineNs` is over: rounded up. */
  deadlineToTick(deadlineNs: Nanos): Tick {
    return this.ticks(deadlineNs, true);
  }

  /** The tick in which `ns` lies: rounded down. Before the start it is 0. */
  instantToTick(ns: Nanos): Tick {
    return this.ticks(ns, false);
  }

  tickToNs(tick: Tick): number {
    return Number(tick) * NS_PER_TICK;
  }

  now(clock: Clock): Tick {
    return this.instantToTick(clock.now());
  }

  private ticks(ns: Nanos, up: boolean): Tick {
    const since = typeof ns === "number" ? ns - this.startNs : 0;
    if (typeof ns === "bigint" || since > Number.MAX_SAFE_INTEGER) return this.bigTicks(BigInt(ns), up);
    if (since <= 0) return 0;
    const rest = since % NS_PER_TICK;
    return (since - rest) / NS_PER_TICK + (up && rest > 0 ? 1 : 0);
  }

  private bigTicks(ns: bigint, up: boolean): Tick {
    const since = ns - BigInt(this.startNs);
    if (since <= 0n) return 0;
    const ticks = (since + (up ? 999_999n : 0n)) / 1_000_000n;
    return tickOf(ticks < MAX_SAFE_TICK ? ticks : MAX_SAFE_TICK);
  }
}
