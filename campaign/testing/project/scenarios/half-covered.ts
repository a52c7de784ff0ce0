import type { Coverage, CoverageRow } from "../../../../sim/index.ts";
import { increments } from "../../increments.ts";
import { scenarioOf } from "../../scenario-of.ts";

class Endings implements Coverage {
  readonly name = "endings";
  readonly area = "half";
  private ended = 0;

  onEnd(): void {
    this.ended++;
  }

  rows(): readonly CoverageRow[] {
    return [
      { subject: "execution", outcome: "ended", count: this.ended, unreachable: null },
      { subject: "execution", outcome: "never ended", count: 0, unreachable: "it has bounds" },
      { subject: "world", outcome: "ended", count: 0, unreachable: null },
    ];
  }
}

const model = () => increments(true);

export const halfCovered = {
  ...scenarioOf("half/covered", "Two threads add one each, and their ends are counted.", model),
  coverage: () => [new Endings()],
};
