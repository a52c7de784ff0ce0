/**
 * Monitors of tasks, told of nothing until there is a task: most executions of other things have none,
 * and a call per step and monitor is what monitors cost.
 */
import type { RuntimeEvent } from "../../runtime/index.ts";
import type { Execution, Listener } from "../../sim/index.ts";

type Performed = Parameters<NonNullable<Listener["onStep"]>>[0];

export class WhenTasks implements Listener {
  readonly monitors: readonly Listener[];
  private readonly stepping: readonly Listener[];
  private execution: Execution | null = null;
  private awake = false;

  constructor(monitors: readonly Listener[]) {
    this.monitors = monitors;
    this.stepping = monitors.filter((monitor) => monitor.onStep !== undefined);
  }

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.awake = false;
  }

  onEvent(event: RuntimeEvent): void {
    if (!this.awake) {
      if (event.type !== "task.new") return;
      this.awake = true;
      for (const monitor of this.monitors) monitor.onBegin?.(this.execution as Execution);
    }
    for (const monitor of this.monitors) monitor.onEvent?.(event);
  }

  onStep(op: Performed, result: unknown): void {
    if (!this.awake) return;
    for (const monitor of this.stepping) monitor.onStep?.(op, result);
  }

  onStuck(execution: Execution): void {
    if (this.awake) for (const monitor of this.monitors) monitor.onStuck?.(execution);
  }

  onEnd(execution: Execution): void {
    if (this.awake) for (const monitor of this.monitors) monitor.onEnd?.(execution);
  }
}
