/** The faults of a run, for people: what could strike, how likely, how often it could and did. */
import type { FaultSetting } from "../fault/fault-setting.ts";
import type { FaultCount } from "../fault/faults.ts";
import type { FaultReport } from "./report.ts";

/** null where none was planned. */
export function faultReport(setting: FaultSetting, counts: readonly FaultCount[]): FaultReport | null {
  if (setting === "none" || counts.length === 0) return null;
  return { mode: typeof setting === "string" ? setting : "file", counts };
}

/** As in `faults (swarm)  loss 0.4 struck 2 of 12, partition off`. */
export function faultReportText({ mode, counts }: FaultReport): string {
  const label = mode === "plan" ? "faults  " : `faults (${mode})`;
  return `${label}  ${counts.map(countText).join(", ")}`;
}

function countText({ fault, chance, offered, struck }: FaultCount): string {
  return chance === 0 ? `${fault} off` : `${fault} ${chance} struck ${struck} of ${offered}`;
}
