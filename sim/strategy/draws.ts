/**
 * The seeded draws that all random strategies share: one stream each for the schedule, the
 * workload and the faults, forked from the execution's seed, opened when first used.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { requireSeed, type Stream, stream } from "../random/seedrandom.ts";

/** How often a choice that is not about threads takes another answer than the dullest. */
const INTERESTING = { read: 0.5, coherence: 0.1, weakCas: 0.1, spurious: 0.1 } as const;

export class Draws {
  private seed = "";
  private scheduleStream: Stream | null = null;
  private workloadStream: Stream | null = null;
  private faultStream: Stream | null = null;

  /** Forgets the execution before. Throws a `UsageError` for an empty seed. */
  begin(seed: string): void {
    requireSeed(seed);
    this.seed = seed;
    this.scheduleStream = null;
    this.workloadStream = null;
    this.faultStream = null;
  }

  /** Uniform in [0, 1) from the schedule stream: for priorities. */
  unit(): number {
    this.scheduleStream ??= stream(this.seed, "schedule");
    return this.scheduleStream();
  }

  /** Uniform below `options` from the schedule stream. */
  schedule(options: number): number {
    return Math.floor(this.unit() * options);
  }

  /** An answer to any question that is not `schedule`. How likely a fault is, the execution's plan says. */
  other(kind: DecisionKind, options: number, view: Execution): number {
    switch (kind) {
      case "option":
      case "random":
        this.workloadStream ??= stream(this.seed, "workload");
        return Math.floor(this.workloadStream() * options);
      case "fault":
      case "delay":
        this.faultStream ??= stream(this.seed, "faults");
        return kind === "delay"
          ? Math.floor(this.faultStream() * options)
          : this.seldom(this.faultStream, view.faults.chance, options);
      case "read":
      case "coherence":
      case "weakCas":
      case "spurious":
        this.scheduleStream ??= stream(this.seed, "schedule");
        return this.seldom(this.scheduleStream, INTERESTING[kind], options);
      default:
        return this.schedule(options);
    }
  }

  private seldom(draw: Stream, chance: number, options: number): number {
    return draw() < chance ? 1 + Math.floor(draw() * (options - 1)) : 0;
  }
}
