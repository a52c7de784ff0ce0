/**
 * I11, no unnecessary polls: a task is run only after it was spawned, woken or aborted, once for each time
 * that this made it runnable. What is not yet run when it is woken again is run once for both.
 */
import type { Pollable, RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener, type Step } from "../../sim/index.ts";
import { Roster } from "./roster.ts";

type Thread = Step["thread"];
type Transition = Extract<RuntimeEvent, { type: "task.transition" }>;

interface Runnable {
  /** Somebody asked for a run that has not begun. */
  due: boolean;
  /** Who has called a waker of the task whose transition has not been told yet. */
  readonly wakers: Thread[];
}

export class NecessaryPolls implements Listener {
  private execution: Execution | null = null;
  private readonly tasks = new Roster<Runnable>();

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.tasks.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "task.new":
        this.tasks.add(event.task, { due: true, wakers: [] });
        return;
      case "waker.wake":
      case "waker.wakeByRef":
        this.tasks.find(event.task)?.wakers.push((this.execution as Execution).thread);
        return;
      case "task.transition":
        if (event.task !== null) this.moved(event, event.task);
    }
  }

  private moved({ name, outcome }: Transition, task: Pollable): void {
    const runnable = this.tasks.find(task);
    if (runnable === undefined) return;
    switch (name) {
      case "transitionToNotifiedByVal":
      case "transitionToNotifiedByRef": {
        const at = runnable.wakers.indexOf((this.execution as Execution).thread);
        if (at < 0) return;
        runnable.wakers.splice(at, 1);
        runnable.due = true;
        return;
      }
      case "transitionToNotifiedAndCancel":
        runnable.due = true;
        return;
      case "transitionToRunning":
        if (outcome !== "Success") return;
        if (!runnable.due) this.fail(task);
        runnable.due = false;
    }
  }

  private fail({ label }: Pollable): void {
    const { thread } = this.execution as Execution;
    this.execution?.fail(
      finding("invariant", `"${thread.name}" polls ${label}, which nobody woke since its last poll.`, {
        invariant: "I11",
        involved: ["polled, not woken"],
      }),
    );
  }
}
