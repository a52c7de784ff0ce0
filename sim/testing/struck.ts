/** For tests of faults: runs a model once, with every planned fault striking wherever it may, and nothing else. */
import { Execution } from "../engine/execution.ts";
import type { FaultPlan } from "../fault/fault-plan.ts";
import type { Op } from "../op.ts";
import type { Strategy } from "../strategy/strategy.ts";

const STRIKING: Strategy = {
  name: "striking",
  systematic: false,
  begin: () => true,
  decide: (kind) => (kind === "fault" ? 1 : 0),
};

/** Throws where the model had a finding. */
export function runStruck(model: () => Op<unknown>, faults: FaultPlan): Execution {
  const execution = new Execution();
  execution.run(model, { strategy: STRIKING, faults });
  const { finding } = execution;
  if (finding !== null) throw new Error(`${finding.kind}: ${finding.message}\n${finding.details.join("\n")}`);
  return execution;
}
