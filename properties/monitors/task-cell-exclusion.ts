/**
 * I6, cell exclusion of a task: who may access its stage and its join waker is what the word says, by
 * the rules of `runtime/task/join-waker.ts` and `core.ts`:
 *
 * - the stage: who set RUNNING; once COMPLETE the join handle or, where that is gone, its heir
 * - the join waker, JOIN_WAKER unset: the join handle or, where that is gone, its heir
 * - the join waker, JOIN_WAKER set: nobody writes; the runtime reads it only once COMPLETE
 * - either, with the last reference gone: who gave that up, to free the task
 *
 * No thread is the join handle for good, so where that may access, anybody does who is not just
 * running or completing the task. The engine's race detector sees two accesses that nothing orders;
 * this monitor sees the first one that has no right to be there, although it may have been lucky.
 */
import { COMPLETE, JOIN_INTEREST, JOIN_WAKER, type RuntimeEvent, TaskField } from "../../runtime/index.ts";
import { finding, type Listener, type Step } from "../../sim/index.ts";
import { Roster } from "./roster.ts";
import { TaskOwner, type Thread } from "./task-owner.ts";

class Watched extends TaskOwner {
  /** Inside of the future's poll: what the runner does there is the future's doing. */
  polling = false;
  /** The completer has handed the task over. */
  terminal = false;

  /** `thread` is in the middle of polling or completing the task, outside of foreign code. */
  isRuntime(thread: Thread): boolean {
    return thread === this.runner ? !this.polling : thread === this.completer && !this.terminal;
  }
}

export class TaskCellExclusion implements Listener {
  private readonly tasks = new Roster<Watched>();
  private readonly words = new Roster<Watched>();

  onBegin(): void {
    this.tasks.clear();
    this.words.clear();
  }

  onEvent(event: RuntimeEvent): void {
    switch (event.type) {
      case "task.new":
        this.words.add(event.task.header.state.word, this.tasks.add(event.task, new Watched(event.task)));
        return;
      case "task.poll.begin":
      case "task.poll.end": {
        const watched = this.tasks.find(event.task);
        if (watched !== undefined) watched.polling = event.type === "task.poll.begin";
        return;
      }
      case "task.transition": {
        const watched = event.name === "transitionToTerminal" ? this.words.find(event.word) : undefined;
        if (watched !== undefined) watched.terminal = true;
      }
    }
  }

  onStep(op: Step): void {
    const { target, kind } = op;
    if (kind.switches) {
      const watched = kind.access === "write" ? this.words.find(target) : undefined;
      if (watched !== undefined)
        watched.follow(op.execution.memory.latest(watched.task.header.state.word) as number, op.thread);
    } else if (target instanceof TaskField) {
      this.access(target, op);
    }
  }

  private access(target: TaskField<unknown>, op: Step): void {
    const { field } = target;
    const watched = this.tasks.find(target.task);
    if (watched === undefined) return;
    const write = op.kind.access === "write";
    let rule: string | null = null;
    if (field === "stage") rule = stageRule(watched, op.thread);
    else if (field === "waker") rule = wakerRule(watched, op.thread, write);
    if (rule === null) return;
    const { word } = watched.task.header.state;
    op.execution.fail(
      finding(
        "invariant",
        `"${op.thread.name}" ${write ? "writes" : "reads"} ${target.label} (${op.kind.name}), but ${rule}: the word is ${word.show(watched.word)}.`,
        { invariant: "I6", involved: [target.role, op.kind.name, rule.replace(/".*?"/g, "another")] },
      ),
    );
  }
}

/** Why `thread` may not access the stage, null where it may. */
function stageRule(watched: Watched, thread: Thread): string | null {
  const { word, runner, outputHeir, last } = watched;
  if (last !== null) return only(last, thread, "gave up the last reference");
  if ((word & COMPLETE) === 0)
    return runner === null ? "nobody has set RUNNING" : only(runner, thread, "runs the task");
  if ((word & JOIN_INTEREST) !== 0) return null;
  return only(outputHeir, thread, "has the output");
}

/** Why `thread` may not access the join waker, null where it may. */
function wakerRule(watched: Watched, thread: Thread, write: boolean): string | null {
  const { word, wakerHeir, last } = watched;
  if (last !== null) return only(last, thread, "gave up the last reference");
  if ((word & JOIN_WAKER) !== 0) {
    if (write) return "nobody may while JOIN_WAKER is set";
    return (word & COMPLETE) === 0 && watched.isRuntime(thread)
      ? "the runtime may only once the task is COMPLETE"
      : null;
  }
  if ((word & JOIN_INTEREST) === 0) return only(wakerHeir, thread, "has the join waker");
  return watched.isRuntime(thread) ? "it is the join handle's while JOIN_WAKER is unset" : null;
}

function only(owner: Thread | null, thread: Thread, why: string): string | null {
  if (owner === thread) return null;
  return owner === null ? "nobody may" : `only "${owner.name}" may, who ${why}`;
}
