/**
 * What the authors of SURW measured: Zhao, Wolff, Mathur, Roychoudhury, "Selectively Uniform Concurrency
 * Testing", ASPLOS 2025. From the raw results in their tool's repository, github.com/zhaohuanqdcn/SURW at
 * 049f09bb, `stats/period/out.tex`, whose columns `scripts/analyze/eval_period.py` names.
 *
 * Means of 20 series of at most 10,000 schedules each, rounded. `*`: not all series found the bug, and
 * the mean is that of those that did; `none`: no series did.
 */
import type { StrategyName } from "./measured.ts";

/** Ours, and what theirs is called: N-S is SURW without the selection, their `basicurw`. */
export const COMPARED = [
  ["random", "RW"],
  ["pos", "POS"],
  ["pct:3", "PCT-3"],
  ["urw", "N-S"],
  ["surw", "SURW"],
] as const satisfies readonly (readonly [ours: StrategyName, theirs: string])[];

/**
 * By our name of the program; in the order of `COMPARED`. SCTBench's `wronglock` is our `wronglock_7`. Its
 * `reorder` and `twostage` of 20 and 50 threads have ten checkers and readers each, ours one: left out.
 */
export const PUBLISHED: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  reorder_3: ["none", "86", "185", "24", "7"],
  reorder_4: ["none", "533", "554", "22", "7"],
  reorder_5: ["none", "2,169", "647", "27", "10"],
  reorder_10: ["none", "none", "3,225*", "74", "17"],
  reorder_100: ["none", "none", "none", "3,785*", "194"],
  twostage_2: ["464", "15", "13", "9", "8"],
  twostage_100: ["none", "6,674*", "7,466*", "2,992*", "454"],
  wronglock_3: ["36", "11", "58", "5", "9"],
  wronglock_7: ["36", "10", "51", "4", "7"],
  lazy01: ["21", "5", "5", "4", "2"],
  token_ring: ["13", "9", "8", "9", "8"],
  bluetooth_driver: ["215", "36", "112", "1,494*", "70"],
  stack: ["176", "2", "3", "986*", "5"],
  account: ["18", "4", "4", "3", "6"],
  deadlock01: ["3", "4", "13", "3", "2"],
};
