/** `check` with `exhaustive`: every execution graph of the model, each once. */
import { Explorer } from "../explore/explorer.ts";
import type { FaultSetting } from "../fault/fault-setting.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { CheckOptions, CheckReport } from "./check.ts";
import { CheckFailed } from "./check-failed.ts";
import type { Program } from "./program.ts";
import { warningsOf } from "./warnings.ts";

const EXECUTIONS_MAX = 1_000_000;

export function exhaust(program: Program, faults: FaultSetting, options: CheckOptions): CheckReport {
  const { strategy, memory = "sc", preemptions, iterations = EXECUTIONS_MAX, expectsTime = false } = options;
  if (strategy !== undefined) {
    throw new UsageError(`check: exhaustive tries everything, "${strategy}" samples: give one of the two`);
  }
  const explorer = new Explorer(program, { memory, faults, ...(preemptions === undefined ? {} : { preemptions }) });
  const ended = explorer.explore(() => explorer.executions >= iterations);
  if (explorer.finding !== null) {
    const report = explorer.report();
    if (report !== null) throw new CheckFailed(report, explorer.executions + 1);
    throw new Error(`${explorer.finding.kind}: ${explorer.finding.message} (an execution that no tape repeats)`);
  }
  const { executions, steps, conflicts, bounds } = explorer;
  const distinctSchedules = executions > 1 ? 2 : executions === 1 ? 1 : 0;
  const counts = { executions, conflicts, distinctSchedules, virtualTimeNs: 0, failures: { size: 0 } } as const;
  const { name } = program;
  const complete = ended === "done";
  const warnings = warningsOf(program, counts, complete, expectsTime);
  const searched = { executions, steps, distinctSchedules, complete, bounds: [...bounds], warnings } as const;
  return { name, seed: options.seed ?? "reveille", strategy: "exhaustive", memory, ...searched, finding: null };
}
