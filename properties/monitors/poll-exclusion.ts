/**
 * I3, poll exclusion: at most one thread polls a future or drops it, and the future of a local task
 * leaves its thread for neither.
 */
import { LocalOwnedTasks, type Pollable, type RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { Roster } from "./roster.ts";
import type { Thread } from "./task-owner.ts";

type Use = "polls" | "drops";

interface Future {
  /** Who uses it just now, and how. */
  user: Thread | null;
  use: Use;
  /** The only thread that may; null: any. */
  home: Thread | null;
}

export class PollExclusion implements Listener {
  private execution: Execution | null = null;
  private readonly futures = new Roster<Future>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.futures.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "owned.bind":
        if (event.list instanceof LocalOwnedTasks) this.of(event.task).home = this.execution?.thread ?? null;
        return;
      case "task.poll.begin":
        this.begins(event.task, "polls");
        return;
      case "task.future.drop":
        this.begins(event.task, "drops");
        return;
      // What follows a drop, whether it returned or panicked; a dealloc has its own beginning.
      case "task.poll.end":
      case "task.output.store":
      case "task.complete":
        this.of(event.task).user = null;
    }
  }

  private begins(task: Pollable, use: Use): void {
    const future = this.of(task);
    const { thread } = this.execution as Execution;
    if (future.user !== null) {
      const { user } = future;
      const inside = future.use === "polls" ? "poll" : "drop";
      const whose = user === thread ? `inside of its own ${inside}` : `while "${user.name}" ${future.use} it`;
      this.fail(`"${thread.name}" ${use} the future of ${task.label} ${whose}.`, [use, future.use]);
    } else if (future.home !== null && future.home !== thread) {
      this.fail(`"${thread.name}" ${use} the future of ${task.label}, which is local to "${future.home.name}".`, [
        use,
        "not at home",
      ]);
    }
    future.user = thread;
    future.use = use;
  }

  private of(task: Pollable): Future {
    return this.futures.find(task) ?? this.futures.add(task, { user: null, use: "polls", home: null });
  }

  private fail(message: string, involved: readonly string[]): void {
    this.execution?.fail(finding("invariant", message, { invariant: "I3", involved }));
  }
}
