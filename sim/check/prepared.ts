/** A program as its executions run it: the fault plan in force, and a model that draws its options first. */
import { ambient } from "../ambient.ts";
import type { FaultPlan } from "../fault/fault-plan.ts";
import { type FaultSetting, planInForce } from "../fault/fault-setting.ts";
import type { Op } from "../op.ts";
import { drawOptions } from "../options.ts";
import type { DrawnOptions } from "./outcome.ts";
import type { Program } from "./program.ts";

export class Prepared {
  readonly faults: FaultPlan;
  /** The options of the last execution. */
  drawn: DrawnOptions = {};
  private readonly program: Program;
  private readonly swarm: boolean;

  constructor(program: Program, setting: FaultSetting) {
    this.faults = planInForce(setting, program.faults);
    this.program = program;
    this.swarm = setting === "swarm";
  }

  /** No generator: every resumption of the main thread would pass through it. */
  readonly model = (): Op<void> => {
    const execution = ambient();
    const drawn = drawOptions(this.program.options, execution);
    this.drawn = drawn;
    if (this.swarm) execution.faults.drawSwarm(execution);
    return this.program.model(drawn);
  };
}
