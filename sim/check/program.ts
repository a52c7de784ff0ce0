/** What can be run again and again: a scenario, or the model that `check` was given. */
import type { Coverage } from "../coverage/coverage.ts";
import type { Bounds } from "../engine/bounds.ts";
import type { Listener } from "../engine/listener.ts";
import type { FaultPlan } from "../fault/fault-plan.ts";
import type { Op } from "../op.ts";
import type { Drawn, OptionSpecs } from "../scenario.ts";

export interface Program<S extends OptionSpecs = OptionSpecs> {
  readonly name: string;
  readonly options: S;
  readonly bounds: Partial<Bounds>;
  /** The faults that may strike in it; none by default. */
  readonly faults?: FaultPlan;
  /** The model; called anew for each execution, with that execution's options. */
  model(options: Drawn<S>): Op<void>;
  /** Called once per runner; each of them hears of every execution by `onBegin`. */
  monitors(): readonly Listener[];
  /** What to count besides; called once for each that wants to know. */
  coverage?(): readonly Coverage[];
}
