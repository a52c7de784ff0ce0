/**
 * Monitors that are told of nothing until an event of certain types is told: most executions have no
 * part in what they watch, and a call per step and monitor is what monitors cost.
 */
import type { RuntimeEvent } from "../../runtime/index.ts";
import type { Execution, Listener } from "../../sim/index.ts";
import type { Alarms } from "./alarms.ts";

type Performed = Parameters<NonNullable<Listener["onStep"]>>[0];

export class WhenTold implements Listener {
  readonly monitors: readonly Listener[];
  /** Only where a monitor steps: the engine does not call what is not there. */
  readonly onStep?: NonNullable<Listener["onStep"]>;
  private readonly alarms: Alarms;
  private readonly stepping: readonly Listener[];
  private execution: Execution | null = null;
  private awake = false;

  /** `alarms`: what wakes the monitors; they hear of that event, too. */
  constructor(alarms: Alarms, monitors: readonly Listener[]) {
    this.alarms = alarms;
    this.monitors = monitors;
    this.stepping = monitors.filter((monitor) => monitor.onStep !== undefined);
    if (this.stepping.length > 0) this.onStep = this.step;
  }

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.awake = false;
  }

  onEvent(event: RuntimeEvent): void {
    if (!this.awake) {
      if (!this.alarms.has(event.type)) return;
      this.awake = true;
      for (const monitor of this.monitors) monitor.onBegin?.(this.execution as Execution);
    }
    for (const monitor of this.monitors) monitor.onEvent?.(event);
  }

  onStuck(execution: Execution): void {
    if (this.awake) for (const monitor of this.monitors) monitor.onStuck?.(execution);
  }

  onEnd(execution: Execution): void {
    if (this.awake) for (const monitor of this.monitors) monitor.onEnd?.(execution);
  }

  private step(op: Performed, result: unknown): void {
    if (!this.awake) return;
    for (const monitor of this.stepping) monitor.onStep?.(op, result);
  }
}
