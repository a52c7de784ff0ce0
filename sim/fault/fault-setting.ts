/** Which faults may strike in the runs of a program, as `--faults` says it and tapes remember it. */
import { UsageError } from "../finding/usage-error.ts";
import { type FaultPlan, NO_FAULTS, parseFaultPlan } from "./fault-plan.ts";

/** None, those of the program's plan, of those a subset drawn anew for each execution, or those of another plan. */
export type FaultSetting = "none" | "plan" | "swarm" | FaultPlan;

export const FAULT_MODES = ["none", "plan", "swarm"] as const;

/** The plan that is in force. */
export function planInForce(setting: FaultSetting, own: FaultPlan = NO_FAULTS): FaultPlan {
  if (typeof setting === "object") return setting;
  return setting === "none" ? NO_FAULTS : own;
}

/** One word, or a plan as JSON: what tapes keep, and `--faults` takes. */
export function faultText(setting: FaultSetting): string {
  return typeof setting === "string" ? setting : JSON.stringify(setting);
}

/** The setting that `text` stands for. Throws a `UsageError` that names `origin`. */
export function readFaultText(text: string, origin: string): FaultSetting {
  const mode = FAULT_MODES.find((name) => name === text);
  if (mode !== undefined) return mode;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${origin}: it is not JSON, such as { "loss": { "chance": 0.2 } }`);
  }
  return parseFaultPlan(value, origin);
}
