/**
 * `portfolio`: the default of campaigns. Each execution is played by one member, drawn from its
 * seed in a stream of its own: of a hundred executions `surw` plays 54, `pos` 11, `delay` of 3 delays
 * 10, `urw` 8, `random` 5, and fair `pct` of depth 2, 3 and 4 plays 4 each.
 *
 * No strategy is best for all programs. `surw` alone finds some bugs at all, so half of the executions
 * are its own: then no program takes more than twice the schedules that its best strategy takes, by
 * the measurements in `docs/strategies.md`. The others are for the bugs that it is blind to.
 *
 * The fair form of `pct`, since a starved spin loop would be reported as a livelock that the program
 * does not have. The member is given the same seed, so the member alone with that seed plays the
 * same execution.
 */
import type { DecisionKind } from "../decision.ts";
import type { Execution } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import { stream } from "../random/seedrandom.ts";
import { DelayStrategy } from "./delay.ts";
import { PctStrategy } from "./pct.ts";
import { PosStrategy } from "./pos.ts";
import type { Profile } from "./profile.ts";
import { RandomStrategy } from "./random.ts";
import type { Strategy } from "./strategy.ts";
import { SurwStrategy } from "./surw.ts";
import { UrwStrategy } from "./urw.ts";

interface Member {
  readonly strategy: Strategy;
  /** In how many executions of a hundred it plays. */
  readonly weight: number;
}

/** The weights add up to a hundred. */
function members(): readonly [Member, ...Member[]] {
  return [
    { strategy: new RandomStrategy(), weight: 5 },
    { strategy: new PosStrategy(), weight: 11 },
    { strategy: new PctStrategy(2, "fair"), weight: 4 },
    { strategy: new PctStrategy(3, "fair"), weight: 4 },
    { strategy: new PctStrategy(4, "fair"), weight: 4 },
    { strategy: new SurwStrategy(), weight: 54 },
    { strategy: new UrwStrategy(), weight: 8 },
    { strategy: new DelayStrategy(3), weight: 10 },
  ];
}

export class PortfolioStrategy implements Strategy {
  readonly name = "portfolio";
  readonly systematic = false;
  private readonly members = members();
  private current = this.members[0].strategy;

  /** The name of the member that plays the present execution. */
  get member(): string {
    return this.current.name;
  }

  get listener(): Listener | null {
    return this.current.listener ?? null;
  }

  learn(profile: Profile): void {
    for (const { strategy } of this.members) strategy.learn?.(profile);
  }

  begin(seed: string): boolean {
    this.current = this.draw(stream(seed, "portfolio")() * 100);
    return this.current.begin(seed);
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    return this.current.decide(kind, options, view);
  }

  /** The member into whose share of the hundred `point` falls. */
  private draw(point: number): Strategy {
    let rest = point;
    for (const { strategy, weight } of this.members) {
      rest -= weight;
      if (rest < 0) return strategy;
    }
    return this.members[0].strategy;
  }
}
