/**
 * `roundRobin`: after every step the next thread in order of spawning. One schedule only, for a
 * smoke run; what is not about threads is drawn from the seed, so seeds still differ in options,
 * workload and faults. Time passes only when all threads wait.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { Draws } from "./draws.ts";
import type { Strategy } from "./strategy.ts";

export class RoundRobinStrategy implements Strategy {
  readonly name = "roundRobin";
  readonly systematic = false;
  private readonly draws = new Draws();

  begin(seed: string): boolean {
    this.draws.begin(seed);
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind !== "schedule") return this.draws.other(kind, options, view);
    const current = view.thread.index;
    // Ready threads stand in order of spawning, and so do the options behind the current thread.
    const first = view.thread.ready ? 1 : 0;
    for (let option = first; option < view.ready.length; option++) {
      if (view.candidate(option).index > current) return option;
    }
    return first < view.ready.length ? first : 0;
  }
}
