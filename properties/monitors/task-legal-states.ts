/**
 * I16, legal states of a task's word: it takes only words that a task may have, moves only along the
 * protocol's edges, RUNNING is unset only by who set it, and a join waker in the hands of the runtime
 * is given back only by who completed the task.
 */
import { COMPLETE, JOIN_WAKER, RUNNING, type RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, type Finding, finding, type Listener, type Step } from "../../sim/index.ts";
import { Roster } from "./roster.ts";
import { type Illegal, whyIllegalChange } from "./task-edges.ts";
import { TaskOwner, type Thread } from "./task-owner.ts";

export class TaskLegalStates implements Listener {
  private execution: Execution | null = null;
  private readonly tasks = new Roster<TaskOwner>();
  /** A miscount: I2, which compares at the next step, knows better whose reference it is, so it goes first. */
  private pending: Finding | null = null;

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.tasks.clear();
    this.pending = null;
  }

  onEvent(event: RuntimeEvent): void {
    if (event.type === "task.new") this.tasks.add(event.task.header.state.word, new TaskOwner(event.task));
  }

  onStep(op: Step): void {
    if (this.pending !== null) this.settle();
    const task = this.tasks.find(op.target);
    if (task !== undefined && op.kind.access === "write") this.move(task, op);
  }

  onStuck(): void {
    this.settle();
  }

  onEnd(): void {
    this.settle();
  }

  private settle(): void {
    if (this.pending !== null) this.execution?.fail(this.pending);
  }

  private move(owner: TaskOwner, op: Step): void {
    const { word: before, runner, completer } = owner;
    const after = op.execution.memory.latest(owner.task.header.state.word) as number;
    if (after === before) return;
    owner.follow(after, op.thread);
    const illegal = whyIllegalChange(before, after) ?? whyNotBy(op.thread, before, after, runner, completer);
    if (illegal === null) return;
    const found = findingOf(owner, before, op, illegal.why);
    if (illegal.miscounts) this.pending = found;
    else op.execution.fail(found);
  }
}

/** A change that is legal, but not by `thread`. */
function whyNotBy(
  thread: Thread,
  before: number,
  after: number,
  runner: Thread | null,
  completer: Thread | null,
): Illegal | null {
  const unsets = before & ~after;
  if ((unsets & RUNNING) !== 0 && runner !== thread) {
    return { why: `"${runner?.name}" set RUNNING, and nobody else may unset it`, miscounts: false };
  }
  if ((unsets & JOIN_WAKER) !== 0 && (before & COMPLETE) !== 0 && completer !== thread) {
    return { why: `"${completer?.name}" completed the task, and is still waking the join waker`, miscounts: false };
  }
  return null;
}

function findingOf({ task, word: after }: TaskOwner, before: number, op: Step, why: string): Finding {
  const { word } = task.header.state;
  return finding(
    "invariant",
    `the word ${word.label} went from ${word.show(before)} to ${word.show(after)} by ${op.kind.name} ("${op.thread.name}"): ${why}.`,
    { invariant: "I16", involved: [word.role, why] },
  );
}
