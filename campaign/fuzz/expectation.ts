/** Whether a finding is the one that a scenario, wrong on purpose, is to show. */
import type { Finding, Scenario } from "../../sim/index.ts";

export function isExpected(finding: Finding, { expect }: Scenario): boolean {
  if (expect === "clean" || finding.kind !== expect.kind) return false;
  return expect.invariant === undefined || finding.invariant === expect.invariant;
}
