/** What a search keeps: counters, and of each sort of failure the first one. */
import type { FaultKind } from "../fault/fault-kinds.ts";
import type { FaultCount } from "../fault/faults.ts";
import type { Tape } from "../tape/tape.ts";
import type { Outcome } from "./outcome.ts";

/** A failing run: the first of its sort, and how many there were. */
export interface Failure {
  readonly index: number;
  readonly seed: string;
  readonly outcome: Outcome;
  readonly fingerprint: string;
  /** How many runs have failed in this way. */
  readonly count: number;
  /** Of a systematic strategy, whose runs no seed repeats; null otherwise. */
  readonly tape: Tape | null;
}

interface FaultTotal {
  offered: number;
  struck: number;
}

export class Tally {
  executions = 0;
  steps = 0;
  /** Accesses to a location that another thread wrote. */
  conflicts = 0;
  /** 2 stands for two or more. */
  distinctSchedules: 0 | 1 | 2 = 0;
  /** The longest that an execution took, in virtual ns. */
  virtualTimeNs = 0;
  /** By fingerprint, in order of discovery. */
  readonly failures = new Map<string, Failure>();
  /** Of each planned fault: how often it could have struck, and did, in all runs. */
  readonly faults = new Map<FaultKind, FaultTotal>();
  private firstSchedule = 0;

  /** Counts a run; gives back its sort of failure if it failed. */
  add(index: number, seed: string, outcome: Outcome, tape: Tape | null): Failure | null {
    this.executions++;
    this.steps += outcome.steps;
    this.conflicts += outcome.conflicts;
    if (outcome.virtualTimeNs > this.virtualTimeNs) this.virtualTimeNs = outcome.virtualTimeNs;
    this.addSchedule(outcome.scheduleHash);
    if (outcome.faults.length > 0) this.addFaults(outcome.faults);
    const { fingerprint } = outcome;
    if (fingerprint === null) return null;
    const first = this.failures.get(fingerprint) ?? { index, seed, outcome, fingerprint, count: 0, tape };
    const failure = { ...first, count: first.count + 1 };
    this.failures.set(fingerprint, failure);
    return failure;
  }

  private addFaults(counts: readonly FaultCount[]): void {
    for (const { fault, offered, struck } of counts) {
      const total = this.faults.get(fault);
      if (total === undefined) {
        this.faults.set(fault, { offered, struck });
      } else {
        total.offered += offered;
        total.struck += struck;
      }
    }
  }

  private addSchedule(hash: number): void {
    if (this.distinctSchedules === 0) {
      this.firstSchedule = hash;
      this.distinctSchedules = 1;
    } else if (hash !== this.firstSchedule) {
      this.distinctSchedules = 2;
    }
  }
}
