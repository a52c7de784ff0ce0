/**
 * `Clock`, after tokio's `time/clock.rs` with `test-util`: the virtual time, unless it is paused. A paused
 * clock stands still until `advance`, or until the driver has nothing to do but wait for a timer.
 *
 * Its mutex is left out: each call is over before the next step.
 */
import { now, panic } from "../../sim/index.ts";

const NOT_FROZEN = "time is not frozen";

export class Clock {
  private readonly enablePausing: boolean;
  private baseNs: number;
  /** When it was last unfrozen; null while it stands. */
  private unfrozenNs: number | null;
  private inhibited = 0;

  constructor(enablePausing: boolean, startPaused: boolean) {
    this.enablePausing = enablePausing;
    this.baseNs = now();
    this.unfrozenNs = this.baseNs;
    if (startPaused) this.pause();
  }

  /** In ns. Beyond 2^53, which only a paused clock reaches, it is rounded. */
  now(): number {
    return this.unfrozenNs === null ? this.baseNs : this.baseNs + (now() - this.unfrozenNs);
  }

  get isPaused(): boolean {
    return this.unfrozenNs === null;
  }

  /** Whether a runtime may pause it: one whose tasks are all on one thread. */
  get mayBePaused(): boolean {
    return this.enablePausing;
  }

  pause(): void {
    if (!this.enablePausing) {
      panic(
        "`time::pause()` requires the `current_thread` Tokio runtime. This is the default Runtime used by `#[tokio::test].",
      );
    }
    if (this.unfrozenNs === null) panic("time is already frozen");
    this.baseNs = this.now();
    this.unfrozenNs = null;
  }

  resume(): void {
    if (this.unfrozenNs !== null) panic(NOT_FROZEN);
    this.unfrozenNs = now();
  }

  advance(ns: number): void {
    if (this.unfrozenNs !== null) panic(NOT_FROZEN);
    this.baseNs += ns;
  }

  /** A blocking task runs: what it waits for does not come sooner by letting time pass. */
  inhibitAutoAdvance(): void {
    this.inhibited++;
  }

  allowAutoAdvance(): void {
    this.inhibited--;
  }

  get canAutoAdvance(): boolean {
    return this.unfrozenNs === null && this.inhibited === 0;
  }
}
