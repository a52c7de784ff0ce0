/**
 * `random`: every thread that can go on is equally likely at every step; the plain baseline.
 * Choices that are not about threads come from streams of their own, so that a new draw in one
 * does not move the others.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { Draws } from "./draws.ts";
import type { Strategy } from "./strategy.ts";

export class RandomStrategy implements Strategy {
  readonly name = "random";
  readonly systematic = false;
  private readonly draws = new Draws();

  begin(seed: string): boolean {
    this.draws.begin(seed);
    return true;
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    return kind === "schedule" ? this.draws.schedule(options) : this.draws.other(kind, options, view);
  }
}
