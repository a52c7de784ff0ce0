/** The faults of a run, for people: what could strike, how likely, how often it could and did. */
import type { FaultPlan, FaultSpec } from "../fault/fault-plan.ts";
import { type FaultSetting, planInForce } from "../fault/fault-setting.ts";
import type { FaultCount } from "../fault/faults.ts";
import type { FaultReport } from "./report.ts";

/** Of a run under `setting` of a program with the plan `own`; null where no fault was planned. */
export function faultReport(
  setting: FaultSetting,
  own: FaultPlan | undefined,
  counts: readonly FaultCount[],
): FaultReport | null {
  if (setting === "none" || counts.length === 0) return null;
  const mode = typeof setting === "string" ? setting : "given";
  return { mode, plan: planInForce(setting, own), counts };
}

/** As in `faults (swarm)  loss 0.4 (most 3) struck 2 of 12, partition off`. */
export function faultReportText({ mode, plan, counts }: FaultReport): string {
  const label = mode === "plan" ? "faults" : `faults (${mode})`;
  return `${label}  ${counts.map((count) => countText(count, plan[count.fault] ?? {})).join(", ")}`;
}

function countText({ fault, chance, offered, struck }: FaultCount, spec: FaultSpec): string {
  if (chance === 0) return `${fault} off`;
  return `${fault} ${chance}${limitsText(spec)} struck ${struck} of ${offered}`;
}

function limitsText({ most, minNs, maxNs }: FaultSpec): string {
  const limits: string[] = [];
  if (most !== undefined) limits.push(`most ${most}`);
  if (minNs !== undefined) limits.push(`from ${minNs} ns`);
  if (maxNs !== undefined) limits.push(`up to ${maxNs} ns`);
  return limits.length === 0 ? "" : ` (${limits.join(", ")})`;
}
