/** What makes a search unable to find anything. A clean result with a warning is no result. */
import { plannedKinds } from "../fault/fault-plan.ts";
import type { Program } from "./program.ts";
import type { Tally } from "./tally.ts";

export type Counts = Pick<Tally, "executions" | "conflicts" | "distinctSchedules" | "virtualTimeNs"> & {
  readonly failures: { readonly size: number };
  /** Left out where nobody counted. */
  readonly faults?: Tally["faults"];
};

/**
 * Empty when there is nothing to warn of; also when something was found. `exhausted`: there were no
 * more runs to make, so that even one run says something; `expectsTime`: the model waits for time to pass.
 */
export function warningsOf(program: Program, counts: Counts, exhausted: boolean, expectsTime: boolean): string[] {
  if (counts.failures.size > 0 || counts.executions === 0) return [];
  const warnings: string[] = [];
  if (counts.distinctSchedules < 2 && (counts.executions > 1 || exhausted)) {
    warnings.push("all runs had the same schedule: nothing can race; spawn threads that take steps side by side");
  }
  if (counts.conflicts === 0) {
    warnings.push("no thread accessed what another one wrote: share an atomic between threads, or there is no race");
  }
  if (counts.virtualTimeNs === 0 && (expectsTime || program.bounds.clock === "anytime")) {
    warnings.push("the clock never moved though the model was to wait for it: sleep or park with a timeout");
  }
  return [...warnings, ...faultWarnings(program, counts)];
}

/** Of another plan than the program's own, nobody said that it fits the program. */
function faultWarnings({ faults: plan = {} }: Program, { faults }: Counts): string[] {
  if (faults === undefined) return [];
  return plannedKinds(plan).flatMap((fault) => {
    const total = faults.get(fault);
    if (total === undefined || total.struck > 0) return [];
    return total.offered === 0
      ? [
          `the planned fault ${fault} could never strike: let the model do what can suffer it, or take it out of the plan`,
        ]
      : [
          `the planned fault ${fault} never struck, of ${total.offered} times that it could: search longer, or raise its chance`,
        ];
  });
}
