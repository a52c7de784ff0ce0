/** The monitors that run on every scenario by default: each stays silent where it does not apply. */
import type { Listener } from "../../sim/index.ts";
import { CellExclusion } from "./cell-exclusion.ts";
import { LegalStates } from "./legal-states.ts";
import { NoLeak } from "./no-leak.ts";
import { NoLostWakeup } from "./no-lost-wakeup.ts";

/** New monitors, to be told of many executions one after the other. */
export function allMonitors(): readonly Listener[] {
  return [new LegalStates(), new CellExclusion(), new NoLostWakeup(), new NoLeak()];
}
