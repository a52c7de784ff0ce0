/**
 * `portfolio`: the default of campaigns. Each execution is played by one member, drawn from its
 * seed in a stream of its own: `random` 1 in 4, `pos` 1 in 4, fair `pct` of depth 2 1 in 4, of
 * depth 3 and 4 1 in 8 each. No strategy is best for all programs; of the depths the shallow ones
 * are the most frequent because most bugs are shallow. The fair form, since a starved spin loop
 * would be reported as a livelock that the program does not have.
 *
 * The member is given the same seed, so the member alone with that seed plays the same execution.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import { stream } from "../random/seedrandom.ts";
import { PctStrategy } from "./pct.ts";
import { PosStrategy } from "./pos.ts";
import { RandomStrategy } from "./random.ts";
import type { Strategy } from "./strategy.ts";

export class PortfolioStrategy implements Strategy {
  readonly name = "portfolio";
  readonly systematic = false;
  private readonly pct2 = new PctStrategy(2, "fair");
  private readonly pct3 = new PctStrategy(3, "fair");
  private readonly pct4 = new PctStrategy(4, "fair");
  /** A member's weight is how often it stands here. */
  private readonly members: readonly [Strategy, ...Strategy[]];
  private current: Strategy;

  constructor() {
    const random = new RandomStrategy();
    const pos = new PosStrategy();
    this.members = [random, random, pos, pos, this.pct2, this.pct2, this.pct3, this.pct4];
    this.current = random;
  }

  /** The name of the member that plays the present execution. */
  get member(): string {
    return this.current.name;
  }

  learn(steps: number): void {
    for (const pct of [this.pct2, this.pct3, this.pct4]) pct.learn(steps);
  }

  begin(seed: string): boolean {
    const drawn = Math.floor(stream(seed, "portfolio")() * this.members.length);
    this.current = this.members[drawn] ?? this.members[0];
    return this.current.begin(seed);
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    return this.current.decide(kind, options, view);
  }
}
