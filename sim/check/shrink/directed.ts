/**
 * Runs a script as well as it can be run: a thread that cannot go next is passed over, and after
 * the script's end threads take turns, so that no spin loop is starved.
 */
import type { DecisionKind } from "../../decision.ts";
import type { Execution } from "../../engine/execution.ts";
import type { Strategy } from "../../strategy/strategy.ts";
import { CLOCK, type Script, STAY } from "./choice.ts";

export class DirectedStrategy implements Strategy {
  readonly name = "directed";
  readonly systematic = false;
  private readonly schedule: readonly string[];
  private readonly quantum: number;
  private readonly asides = new Map<string, number[]>();
  private position = 0;
  /** Questions on end that were answered with the same thread. */
  private kept = 0;

  constructor(script: Script) {
    this.schedule = script.schedule;
    this.quantum = script.quantum;
    // Taken from the end, hence the first one last.
    for (const { kind, asker, answer } of [...script.asides].reverse()) {
      const queue = this.asides.get(`${kind} ${asker}`) ?? [];
      queue.push(answer);
      this.asides.set(`${kind} ${asker}`, queue);
    }
  }

  begin(): boolean {
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind !== "schedule") {
      const answer = this.asides.get(`${kind} ${view.thread.path}`)?.pop() ?? 0;
      return Math.min(answer, options - 1);
    }
    while (this.position < this.schedule.length) {
      const answer = find(this.schedule[this.position++] ?? STAY, options, view);
      if (answer !== null) return answer;
    }
    return this.takeTurns(view);
  }

  /** The current thread, up to a quantum or to where it says that it cannot get on; then the next one. */
  private takeTurns(view: Execution): number {
    const current = view.thread;
    if (current.ready && !current.op.kind.yields && ++this.kept < this.quantum) return 0;
    this.kept = 0;
    const ready = view.ready.length;
    let lowest = 0;
    for (let option = current.ready ? 1 : 0; option < ready; option++) {
      // In order of spawning, so the first beyond the current thread is the next.
      if (view.candidate(option).index > current.index) return option;
      if (lowest === 0) lowest = option;
    }
    return lowest;
  }
}

/** The option by which `wanted` goes next; null when it cannot. */
function find(wanted: string, options: number, view: Execution): number | null {
  const ready = view.ready.length;
  if (wanted === STAY) return 0;
  if (wanted === CLOCK) return options > ready ? ready : null;
  for (let option = 0; option < ready; option++) {
    if (view.candidate(option).path === wanted) return option;
  }
  return null;
}
