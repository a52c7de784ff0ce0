/**
 * I1, no lost wakeup: when nobody can go on, no task sleeps that was woken or ought to have been, and
 * every wake of an incomplete task (its spawning is the first, an abort another) was followed by a poll
 * that began after it, or by its end. Whoever completes a task wakes its join waker.
 *
 * Ghost state: the wakes not yet followed by a poll; for each AtomicWaker how its last wake went, and
 * for each task how its completion met the join waker. From these the finding says who sleeps and why
 * nobody woke it.
 */

import { CANCELLED, COMPLETE, type Pollable, type RawTask, type RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";
import { JoinHistory } from "./join-history.ts";
import { Roster } from "./roster.ts";
import { Sleeper } from "./sleeper.ts";
import { WakeHistory } from "./wake-history.ts";

type Transition = Extract<RuntimeEvent, { type: "task.transition" }>;

export class NoLostWakeup implements Listener {
  private execution: Execution | null = null;
  private readonly sleepers = new Roster<Sleeper>();
  private readonly wakes = new Roster<WakeHistory>();
  private readonly joins = new Roster<JoinHistory>();
  private polls = 0;

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.sleepers.clear();
    this.wakes.clear();
    this.joins.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "task.poll.begin":
        this.sleeper(event.task).pollBegins(this.runningThread(), ++this.polls);
        return;
      case "task.poll.end":
        this.sleeper(event.task).pollEnds(event.outcome);
        return;
      case "waker.wake":
      case "waker.wakeByRef":
        if (event.task !== null) this.sleeper(event.task).wakenBy(this.runningThread());
        return;
      case "waker.drop":
        if (event.task !== null) this.sleeper(event.task).wakerDropped(this.runningThread());
        return;
      case "block-on.begin":
        this.sleeper(event.task).isThread = true;
        return;
      case "block-on.end":
      case "task.complete":
      case "task.dealloc":
      case "local.future.drop":
        this.sleeper(event.task).ends();
        return;
      case "local.task.new":
        this.sleeper(event.task).spawnedBy(this.runningThread());
        return;
      case "atomic-waker.new":
        this.wakes.add(event.on, new WakeHistory(event.on));
        return;
      case "atomic-waker.register.begin":
      case "atomic-waker.register.end":
        this.registered(event);
        return;
      case "atomic-waker.take.end":
        this.wakes.find(event.on)?.takeEnds(event.waker, this.runningThread());
        return;
      case "task.new":
        this.joins.add(event.task, new JoinHistory(event.task));
        this.sleeper(event.task).spawnedBy(this.runningThread());
        return;
      case "task.join-waker.set":
        this.joins.find(event.task)?.wakerSet(event.waker);
        return;
      case "task.join-waker.wake":
        this.joins.find(event.task)?.wakenBy(this.runningThread());
        return;
      case "task.transition":
        if (event.task !== null) this.moved(event, event.task);
    }
  }

  /** Nobody can go on: whoever is incomplete and not inside of a poll sleeps for ever. */
  onStuck(execution: Execution): void {
    const asleep = this.sleepers.all.filter((sleeper) => sleeper.asleep);
    // A task that was woken says most; one that waits for another that sleeps, least.
    const worst =
      asleep.find((sleeper) => sleeper.wokenSincePoll) ??
      asleep.find((sleeper) => this.joinOf(sleeper)?.complete !== false) ??
      asleep[0];
    if (worst !== undefined) this.fail(worst, execution);
  }

  /** All is over: a task may have been given up, but not one that was just woken. */
  onEnd(execution: Execution): void {
    const ignored = this.sleepers.all.find((sleeper) => sleeper.asleep && sleeper.wokenSincePoll);
    if (ignored !== undefined) this.fail(ignored, execution);
  }

  private registered(
    event: Extract<RuntimeEvent, { type: "atomic-waker.register.begin" | "atomic-waker.register.end" }>,
  ): void {
    const history = this.wakes.find(event.on);
    if (history === undefined) return;
    const thread = this.runningThread();
    if (event.type === "atomic-waker.register.begin") history.registerBegins(thread);
    else this.polledBy(thread)?.registered(history, event.outcome);
  }

  /** Whom `thread` polls; where a poll runs inside of another, the inner one. */
  private polledBy(thread: string): Sleeper | undefined {
    let inner: Sleeper | undefined;
    for (const sleeper of this.sleepers.all) {
      if (sleeper.isPolledBy(thread) && sleeper.latestPoll > (inner?.latestPoll ?? 0)) inner = sleeper;
    }
    return inner;
  }

  private moved({ name, after }: Transition, task: Pollable): void {
    switch (name) {
      case "transitionToNotifiedAndCancel":
        if ((after & (CANCELLED | COMPLETE)) === CANCELLED) {
          this.sleeper(task).wakenBy(this.runningThread(), "aborted");
        }
        return;
      case "transitionToComplete":
        this.joins.find(task)?.completedBy(this.runningThread(), after);
        return;
      case "transitionToTerminal": {
        const join = this.joins.find(task);
        if (join?.isUnpaid === true) this.unpaid(join);
      }
    }
  }

  private unpaid(join: JoinHistory): void {
    const { why, involved } = join.explain(join.waker?.show() ?? "its join waker");
    this.execution?.fail(finding("lost-wakeup", `a join wake is lost: ${why}.`, { invariant: "I1", involved }));
  }

  /** The task that `sleeper` waits for, as far as its waker shows. */
  private joinOf({ task }: Sleeper): JoinHistory | undefined {
    return this.joins.all.find((join) => join.waker?.task === task);
  }

  private fail(sleeper: Sleeper, execution: Execution): void {
    const { why, involved } = sleeper.explain(this.joinOf(sleeper));
    const { label } = sleeper.task;
    execution.fail(
      finding("lost-wakeup", `"${label}" ${sleeper.isThread ? "parks" : "sleeps"} after the last wake: ${why}.`, {
        invariant: "I1",
        details: execution.threads.filter((thread) => !thread.finished).map(waitOf),
        involved: [`${roleOf(sleeper.task)} sleeps`, ...involved],
      }),
    );
  }

  private runningThread(): string {
    return this.execution?.thread.name ?? "";
  }

  private sleeper(task: Pollable): Sleeper {
    return this.sleepers.find(task) ?? this.sleepers.add(task, new Sleeper(task));
  }
}

/** The same for all tasks that have no name, for fingerprints. */
function roleOf(task: Pollable | RawTask): string {
  return "role" in task ? task.role : task.label;
}

function waitOf(thread: Execution["thread"]): string {
  const { kind } = thread.op;
  const hope = kind.awaitsNotification ? ": nobody is left who could" : "";
  return `"${thread.name}" ${kind.waitsFor(thread.op)}${hope}`;
}
