/** From a finding that some process made to the report on it, made here. */
import {
  type ExplorerState,
  type Finding,
  fingerprintOf,
  type Report,
  type Scenario,
  UsageError,
  type Witness,
} from "../../sim/index.ts";
import type { Found } from "./pieces.ts";
import { createExplorer, type Settings } from "./settings.ts";

export interface Confirmed {
  readonly finding: Finding;
  readonly fingerprint: string;
  /** Null where no tape expresses it: the explorer's `rc11` is a little weaker than the one that replays. */
  readonly report: Report | null;
  /** The execution graph that failed. */
  readonly witness: Witness;
}

/** Explores up to the finding again, which takes a slice at most. */
export function confirm(scenario: Scenario, settings: Settings, { finding, from }: Found): Confirmed {
  const explorer = createExplorer(scenario, settings);
  explorer.load(from as ExplorerState); // which is what an explorer saves
  if (explorer.explore() !== "finding") {
    throw new UsageError(
      `${scenario.name}: ${finding.kind} (${finding.message}) did not show again: nothing may outlive an execution`,
    );
  }
  const report = explorer.report();
  return {
    finding: report?.finding ?? finding,
    fingerprint: fingerprintOf(finding),
    report,
    witness: explorer.witness(),
  };
}
