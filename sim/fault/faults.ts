/** The faults of one execution: what may strike, and what was offered and struck so far. */
import type { Execution } from "../engine/execution.ts";
import { clear } from "../engine/lists.ts";
import type { FaultKind } from "./fault-kinds.ts";
import { CHANCE, completeSpec, type FaultSpec, NO_FAULTS, plannedKinds } from "./fault-plan.ts";

/** One planned kind of fault, and what became of it. */
export interface FaultCount {
  readonly fault: FaultKind;
  /** 0 where swarm mode left it out of the execution. */
  readonly chance: number;
  /** How often it could have struck. */
  readonly offered: number;
  readonly struck: number;
}

interface Entry {
  readonly fault: FaultKind;
  readonly spec: Required<FaultSpec>;
  /** As drawn for this execution. */
  chance: number;
  offered: number;
  struck: number;
}

const NO_COUNTS: readonly FaultCount[] = [];

export class Faults {
  /** How likely the fault is that `decide` is being asked about: for strategies that draw. */
  chance = CHANCE;
  /** From now on nothing strikes. */
  ended = false;
  private plan = NO_FAULTS;
  private readonly entries = new Map<FaultKind, Entry>();
  /** What is broken and can be healed: networks. */
  private readonly healers: (() => void)[] = [];

  /** Before an execution. */
  reset(plan = NO_FAULTS): void {
    this.ended = false;
    clear(this.healers);
    if (plan !== this.plan) {
      this.plan = plan;
      this.entries.clear();
      for (const fault of plannedKinds(plan)) {
        const spec = completeSpec(plan[fault] ?? {});
        this.entries.set(fault, { fault, spec, chance: spec.chance, offered: 0, struck: 0 });
      }
    }
    for (const entry of this.entries.values()) {
      entry.chance = entry.spec.chance;
      entry.offered = 0;
      entry.struck = 0;
    }
  }

  /** Draws which of the planned faults may strike in this execution, and how likely; 0 is off, which is the dullest. */
  drawSwarm(execution: Execution): void {
    for (const entry of this.entries.values()) {
      if (entry.chance === 0) continue;
      const on = execution.decide("option", 2) === 1;
      entry.chance = on ? Math.min(1, entry.chance * (SWARM_FACTORS[execution.decide("option", 3)] ?? 1)) : 0;
    }
  }

  /** Whether `fault` could strike now; not a question. */
  may(fault: FaultKind): boolean {
    return this.able(fault) !== null;
  }

  /** Whether `fault` strikes now; not a question unless it may. */
  strikes(fault: FaultKind, execution: Execution): boolean {
    const entry = this.able(fault);
    if (entry === null) return false;
    entry.offered++;
    this.chance = entry.chance;
    const struck = execution.decide("fault", 2) === 1;
    this.chance = CHANCE;
    if (struck) entry.struck++;
    return struck;
  }

  /** How long a strike of `fault` lasts, in ns. */
  duration(fault: FaultKind, execution: Execution): number {
    const { minNs, maxNs } = this.entries.get(fault)?.spec ?? completeSpec({});
    const levels = Math.min(maxNs - minNs, DURATIONS);
    return levels === 0
      ? minNs
      : minNs + Math.round((execution.decide("delay", levels + 1) * (maxNs - minNs)) / levels);
  }

  /** `heal` is called when a liveness phase begins: it repairs what faults broke for a while. */
  onHeal(heal: () => void): void {
    this.healers.push(heal);
  }

  /** Nothing strikes any more, and what is broken is repaired. */
  end(): void {
    this.ended = true;
    for (const heal of this.healers) heal();
  }

  /** A copy, in the order of the plan. */
  counts(): readonly FaultCount[] {
    if (this.entries.size === 0) return NO_COUNTS;
    return [...this.entries.values()].map(({ fault, chance, offered, struck }) => ({ fault, chance, offered, struck }));
  }

  private able(fault: FaultKind): Entry | null {
    const entry = this.entries.get(fault);
    if (entry === undefined || this.ended || entry.chance === 0 || entry.struck >= entry.spec.most) return null;
    return entry;
  }
}

/** Swarm mode makes what is planned as likely as planned, rarer or more frequent. */
const SWARM_FACTORS = [1, 1 / 4, 4] as const;
/** Lengths of time that are told apart, evenly spread: finer ones make tapes longer and find nothing more. */
const DURATIONS = 1_000;
