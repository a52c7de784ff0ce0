/** The faults of a campaign: how often each could have struck, and did, over all scenarios. */
import { FAULT_KINDS, type FaultKind } from "../../sim/index.ts";
import { grouped } from "../output/numbers.ts";
import { table } from "../output/table.ts";
import type { Account } from "./account.ts";

export interface FaultRow {
  readonly fault: FaultKind;
  readonly offered: number;
  readonly struck: number;
}

/** What is looked at of an account. */
type Counted = Pick<Account, "executions" | "faults"> & { readonly sums: Pick<Account["sums"], "faults"> };

/** The planned faults, in the order in which they are listed everywhere. */
export function faultsOf(accounts: readonly Counted[]): FaultRow[] {
  return FAULT_KINDS.flatMap((fault) => {
    const totals = accounts.flatMap(({ sums }) => sums.faults.filter(([planned]) => planned === fault));
    if (totals.length === 0) return [];
    const offered = totals.reduce((sum, total) => sum + total[1], 0);
    return [{ fault, offered, struck: totals.reduce((sum, total) => sum + total[2], 0) }];
  });
}

/** For people. */
export function faultsText(rows: readonly FaultRow[]): string {
  const lines = rows.map(({ fault, offered, struck }) => [fault, grouped(offered), grouped(struck)]);
  return table([["fault", "offered", "struck"], ...lines], [1, 2]);
}

/** A line for each fault of a plan from outside that no scenario could suffer. A scenario's own plan it is warned of itself. */
export function unsuited(accounts: readonly Counted[]): string[] {
  if (!accounts.some(({ faults, executions }) => typeof faults === "object" && executions > 0)) return [];
  return faultsOf(accounts)
    .filter(({ offered }) => offered === 0)
    .map(({ fault }) => `the fault ${fault} of the plan that was given could never strike in these scenarios`);
}
