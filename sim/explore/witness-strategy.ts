/** Answers the operational `rc11` in such a way that it does what an execution along a graph did. */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Rc11Memory } from "../memory/rc11/rc11-memory.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { TapeEntry } from "../tape/tape.ts";
import { keyOf } from "./accesses.ts";

export class WitnessStrategy implements Strategy {
  readonly name = "witness";
  readonly systematic = false;
  /** False once a question had no fitting answer: the operational model cannot do this execution. */
  fits = true;
  private readonly memory: Rc11Memory;
  private readonly entries: readonly TapeEntry[];
  private readonly newer: ReadonlyMap<string, number>;
  private position = 0;

  /** `entries`: the answers that are not about memory, in order; `newer`: see `Accesses`. */
  constructor(memory: Rc11Memory, entries: readonly TapeEntry[], newer: ReadonlyMap<string, number>) {
    this.memory = memory;
    this.entries = entries;
    this.newer = newer;
  }

  begin(): boolean {
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind === "read" || kind === "coherence") return this.access(options, view);
    const entry = this.entries[this.position++];
    if (entry?.kind === kind && entry.options === options) return entry.answer;
    this.fits = false;
    return 0;
  }

  private access(options: number, view: Execution): number {
    const wanted = this.newer.get(keyOf(view.thread));
    for (let i = 0; i < options; i++) if (this.memory.newerThan(i) === wanted) return i;
    this.fits = false;
    return 0;
  }
}
