/** What `--coverage` says of faults: each that may strike in a scenario is to strike. */
import {
  type Coverage,
  type CoverageRow,
  type FaultSetting,
  isFault,
  planInForce,
  plannedKinds,
  type Scenario,
  type SimEvent,
} from "../../sim/index.ts";

class FaultCoverage implements Coverage {
  readonly name = "Fault";
  readonly area: string;
  readonly #struck = new Map<string, number>();

  constructor(scenario: Scenario, setting: FaultSetting) {
    this.area = scenario.name.split("/", 1)[0] ?? scenario.name;
    for (const fault of plannedKinds(planInForce(setting, scenario.faults))) this.#struck.set(fault, 0);
  }

  onEvent(event: SimEvent): void {
    if (isFault(event)) this.#struck.set(event.fault, 1 + (this.#struck.get(event.fault) ?? 0));
  }

  rows(): readonly CoverageRow[] {
    return [...this.#struck].map(([subject, count]) => ({ subject, outcome: "struck", count, unreachable: null }));
  }
}

/** Nothing where no fault may strike. */
export function faultCoverage(scenario: Scenario, setting: FaultSetting): readonly Coverage[] {
  const coverage = new FaultCoverage(scenario, setting);
  return coverage.rows().length === 0 ? [] : [coverage];
}
