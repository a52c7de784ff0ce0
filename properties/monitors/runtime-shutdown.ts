/**
 * I14, of a runtime: a shutdown that begins ends; the threads of its blocking pool end, and what was given
 * to the pool is run or dropped, once.
 */
import type { RawTask, RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";

export class RuntimeShutdown implements Listener {
  private execution: Execution | null = null;
  private readonly shuttingDown = new Set<object>();
  /** What lies in a blocking pool, neither run nor dropped. */
  private readonly waiting = new Set<RawTask>();
  /** What became of those that a pool is rid of. */
  private readonly fates = new Map<RawTask, string>();
  private readonly threads = new Map<object, number>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.shuttingDown.clear();
    this.waiting.clear();
    this.fates.clear();
    this.threads.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "runtime.shutdown.begin":
        this.shuttingDown.add(event.runtime);
        return;
      case "runtime.shutdown.end":
        this.shuttingDown.delete(event.runtime);
        return;
      case "blocking.spawn":
        this.waiting.add(event.task);
        return;
      case "blocking.run":
      case "blocking.drop":
        this.taken(event.task, event.type === "blocking.run" ? "run" : "dropped");
        return;
      case "blocking.thread.start":
        this.threads.set(event.pool, (this.threads.get(event.pool) ?? 0) + 1);
        return;
      case "blocking.thread.end":
        this.threads.set(event.pool, (this.threads.get(event.pool) ?? 0) - 1);
    }
  }

  onStuck(): void {
    if (this.shuttingDown.size > 0) this.fail("a runtime began to shut down, and never ends to.", "shutdown hangs");
  }

  onEnd(): void {
    if (this.shuttingDown.size > 0) this.fail("a runtime began to shut down, and did not end to.", "half shut down");
    for (const task of this.waiting) {
      this.fail(`${task.label} was given to a blocking pool, and neither run nor dropped.`, "left in the pool");
    }
    for (const count of this.threads.values()) {
      if (count !== 0) this.fail(`a blocking pool counts ${count} threads when all is over.`, "threads");
    }
  }

  /** A task that the pool refused never lay there, and is dropped. */
  private taken(task: RawTask, how: string): void {
    this.waiting.delete(task);
    const before = this.fates.get(task);
    if (before !== undefined) {
      this.fail(`${task.label} was given to a blocking pool, ${before} and then ${how}.`, "taken twice");
    }
    this.fates.set(task, how);
  }

  private fail(message: string, involved: string): void {
    this.execution?.fail(finding("invariant", message, { invariant: "I14", involved: [involved] }));
  }
}
