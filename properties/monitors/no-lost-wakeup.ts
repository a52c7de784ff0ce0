/**
 * I1, no lost wakeup: when nobody can go on, no task sleeps that was woken or ought to have been, and
 * every wake of an incomplete task was followed by a poll that began after it.
 *
 * Ghost state: the wakes not yet followed by a poll, and for each AtomicWaker how its last wake went,
 * from which the finding says who sleeps and why nobody woke it.
 */

import type { Pollable, RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { Sleeper } from "./sleeper.ts";
import { WakeHistory } from "./wake-history.ts";

export class NoLostWakeup implements Listener {
  private execution: Execution | null = null;
  private readonly tasks: Sleeper[] = [];
  private readonly histories: WakeHistory[] = [];

  onBegin(execution: Execution): void {
    this.execution = execution;
    while (this.tasks.length > 0) this.tasks.pop();
    while (this.histories.length > 0) this.histories.pop();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "task.poll.begin":
        this.taskOf(event.task).pollBegins(this.runningThread());
        return;
      case "task.poll.end":
        this.taskOf(event.task).pollEnds(event.outcome);
        return;
      case "waker.wake":
      case "waker.wakeByRef":
        if (event.task !== null) this.taskOf(event.task).wakenBy(this.runningThread());
        return;
      case "waker.drop":
        if (event.task !== null) this.taskOf(event.task).wakerDropped(this.runningThread());
        return;
      case "block-on.end":
        this.taskOf(event.task).ends();
        return;
      case "atomic-waker.new":
        this.histories.push(new WakeHistory(event.on));
        return;
      case "atomic-waker.register.begin":
      case "atomic-waker.register.end":
        this.registered(event);
        return;
      case "atomic-waker.take.end":
        this.historyOf(event.on)?.takeEnds(event.waker, this.runningThread());
    }
  }

  /** Nobody can go on: whoever is incomplete and not inside of a poll sleeps for ever. */
  onStuck(execution: Execution): void {
    const sleeper = this.tasks.find((task) => task.asleep);
    if (sleeper !== undefined) fail(sleeper, execution);
  }

  /** All is over: a task may have been given up, but not one that was just woken. */
  onEnd(execution: Execution): void {
    const ignored = this.tasks.find((task) => task.asleep && task.wokenSincePoll);
    if (ignored !== undefined) fail(ignored, execution);
  }

  private registered(
    event: Extract<RuntimeEvent, { type: "atomic-waker.register.begin" | "atomic-waker.register.end" }>,
  ): void {
    const history = this.historyOf(event.on);
    if (history === undefined) return;
    const thread = this.runningThread();
    if (event.type === "atomic-waker.register.begin") history.registerBegins(thread);
    else this.tasks.find((task) => task.isPolledBy(thread))?.registered(history, event.outcome);
  }

  private runningThread(): string {
    return this.execution?.thread.name ?? "";
  }

  private taskOf(task: Pollable): Sleeper {
    let found = this.tasks.find((one) => one.task === task);
    if (found === undefined) {
      found = new Sleeper(task);
      this.tasks.push(found);
    }
    return found;
  }

  private historyOf(on: WakeHistory["on"]): WakeHistory | undefined {
    return this.histories.find((history) => history.on === on);
  }
}

function fail(sleeper: Sleeper, execution: Execution): void {
  const { why, involved } = sleeper.explain();
  execution.fail(
    finding("lost-wakeup", `"${sleeper.task.label}" parks after the last wake: ${why}.`, {
      invariant: "I1",
      details: execution.threads.filter((thread) => !thread.finished).map(waitOf),
      involved: [`${sleeper.task.label} sleeps`, ...involved],
    }),
  );
}

function waitOf(thread: Execution["thread"]): string {
  const { kind } = thread.op;
  const hope = kind.awaitsNotification ? ": nobody is left who could" : "";
  return `"${thread.name}" ${kind.waitsFor(thread.op)}${hope}`;
}
