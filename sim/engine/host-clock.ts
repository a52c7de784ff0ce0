/**
 * A machine as its threads see it: its own clock, which may run faster or slower than virtual time,
 * and pauses (a suspended machine, a stopped process), in which none of its threads goes on while its
 * clock does. Threads belong to the host of the thread that spawned them, unless that is changed.
 */
import { ambient } from "../ambient.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Appointment } from "./agenda.ts";
import type { Execution } from "./execution.ts";
import { SimObject } from "./sim-object.ts";
import type { Thread } from "./thread.ts";

const PPM = 1_000_000;
/** Half as fast, or half as fast again: beyond that the arithmetic below would not be exact for days. */
const DRIFT_MAX = PPM / 2;

export class HostClock extends SimObject {
  readonly sort: string = "host";
  /** None of its threads goes on now. */
  paused = false;
  private readonly execution: Execution = ambient();
  /** Where the two clocks stood when the drift was last set. */
  private localBase: number;
  private virtualBase: number;
  private ppm = 0;
  private end: Appointment | null = null;

  /** A host whose clock agrees with virtual time. `name` is for traces. `maker` null: one of the system's own. */
  constructor(name?: string, maker: Thread | null = ambient().thread) {
    super(name ?? null, maker);
    this.localBase = this.execution.now;
    this.virtualBase = this.execution.now;
  }

  /** The host's clock, in whole ns. */
  now(): number {
    return this.localAt(this.execution.now);
  }

  /**
   * From now on the clock gains `ppm` millionths on virtual time (below 0: loses). Waits that are
   * under way end when the clock, as it runs now, gets where they wait for.
   */
  setDrift(ppm: number): void {
    if (!Number.isSafeInteger(ppm) || Math.abs(ppm) > DRIFT_MAX) {
      throw new UsageError(
        `${this.label}.setDrift(${ppm}): give it whole millionths from -${DRIFT_MAX} to ${DRIFT_MAX}`,
      );
    }
    const { execution } = this;
    const waiting = execution.threads.filter(({ host, op }) => host === this && op.conditional);
    const until = waiting.map(({ op }) => this.localAt(op.deadline));
    this.localBase = this.now();
    this.virtualBase = execution.now;
    this.ppm = ppm;
    waiting.forEach(({ op }, i) => {
      if (op.deadline > execution.now) op.deadline = this.virtualAt(until[i] as number); // one for each
    });
  }

  /** No thread of the host goes on for `ns` of virtual time from now, or until `resume`. */
  pause(ns: number): void {
    if (!Number.isSafeInteger(ns) || ns < 1) {
      throw new UsageError(`${this.label}.pause(${ns}): give it whole nanoseconds, 1 or more`);
    }
    const { agenda, now } = this.execution;
    if (this.end !== null) agenda.cancel(this.end);
    this.end = agenda.at(now + ns, () => this.resume());
    this.paused = true;
    this.execution.recheckHost(this);
  }

  /** Ends a pause. */
  resume(): void {
    if (this.end !== null) this.execution.agenda.cancel(this.end);
    this.end = null;
    this.paused = false;
    this.execution.recheckHost(this);
  }

  /** What this clock shows at a moment of virtual time. */
  localAt(virtualNs: number): number {
    if (this.ppm === 0 || virtualNs === Number.POSITIVE_INFINITY)
      return this.localBase + (virtualNs - this.virtualBase);
    const passed = virtualNs - this.virtualBase;
    return this.localBase + passed + Math.floor((passed / PPM) * this.ppm);
  }

  /** The first moment of virtual time, from now on, at which this clock shows `localNs` or more. */
  virtualAt(localNs: number): number {
    const estimate = this.virtualBase + Math.ceil((localNs - this.localBase) / (1 + this.ppm / PPM));
    if (estimate > Number.MAX_SAFE_INTEGER) return Number.POSITIVE_INFINITY;
    let at = Math.max(this.execution.now, estimate);
    // Both directions round: a wait is never early, and no later than it must be.
    while (this.localAt(at) < localNs) at++;
    while (at > this.execution.now && this.localAt(at - 1) >= localNs) at--;
    return at;
  }
}
