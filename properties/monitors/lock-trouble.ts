/**
 * I10, no lock trouble: threads do not take locks in orders that can have them wait for each other, and
 * nobody runs foreign code (a waker's, a future's, an output's) with a lock of the runtime's own held:
 * it may come back and wait for that lock.
 *
 * Shared locks count as exclusive ones: a writer that waits in between makes them so.
 */
import { InternalMutex, type Pollable, type RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener, type Step } from "../../sim/index.ts";
import { type Lock, LockGraph, type Wait } from "./lock-graph.ts";

export class LockTrouble implements Listener {
  private execution: Execution | null = null;
  private readonly graph = new LockGraph();
  /** What each thread holds, by its index, in order of taking. */
  private readonly held: Lock[][] = [];

  onBegin(execution: Execution): void {
    this.execution = execution;
    this.graph.clear();
    for (const locks of this.held) while (locks.length > 0) locks.pop();
  }

  onStep(op: Step, result: unknown): void {
    switch (op.kind.name) {
      case "lock":
      case "read":
      case "write":
        if (isLock(op.target)) this.waited(op.thread, op.target);
        return;
      case "tryLock":
      case "tryRead":
      case "tryWrite":
        if (isLock(op.target) && (result as { readonly ok: boolean }).ok) this.of(op.thread).push(op.target);
        return;
      case "unlock": {
        const locks = this.of(op.thread);
        const at = locks.lastIndexOf(op.target as Lock);
        if (at >= 0) locks.splice(at, 1);
      }
    }
  }

  onEvent(event: RuntimeEvent): void {
    const { thread } = this.execution as Execution;
    const lock = this.held[thread.index]?.find(isInternal);
    if (lock === undefined) return;
    const foreign = foreignCodeIn(event);
    if (foreign === null) return;
    const [what, whose] = foreign;
    this.fail(`"${thread.name}" runs foreign code, the ${what} of ${whose}, with ${lock.label} held.`, [
      what,
      lock.role,
    ]);
  }

  private waited(thread: Step["thread"], lock: Lock): void {
    const locks = this.of(thread);
    if (locks.length > 0) {
      const circle = this.graph.add(thread, locks, lock);
      if (circle !== null) this.circular(circle);
    }
    locks.push(lock);
  }

  private circular(circle: readonly Wait[]): void {
    const waits = circle.map(
      ({ thread, held, wanted }) => `"${thread.name}" takes ${wanted.label} with ${held.label} held`,
    );
    this.fail(
      `${waits.join(", ")}: they can wait for each other.`,
      circle.map(({ held, wanted }) => `${held.role} then ${wanted.role}`),
    );
  }

  private of({ index }: Step["thread"]): Lock[] {
    while (this.held.length <= index) this.held.push([]);
    return this.held[index] as Lock[]; // just made where it was not there
  }

  private fail(message: string, involved: readonly string[]): void {
    this.execution?.fail(finding("invariant", message, { invariant: "I10", involved }));
  }
}

/** Other things have steps of these names, too: an atomic of a user's own `write`. */
function isLock(target: Step["target"]): target is Lock {
  return target !== null && (target.sort === "mutex" || target.sort === "rwlock");
}

function isInternal(lock: Lock): boolean {
  return lock instanceof InternalMutex;
}

/** What is run of whom, if `event` tells of foreign code. */
function foreignCodeIn(event: RuntimeEvent): readonly [what: string, whose: string] | null {
  switch (event.type) {
    case "waker.wake":
    case "waker.wakeByRef":
    case "waker.clone":
    case "waker.drop":
      return [event.type.slice("waker.".length), event.waker.show()];
    case "task.poll.begin":
      return ["poll", event.task.label];
    case "task.future.drop":
      return ["drop of the future", event.task.label];
    case "task.output.drop":
      return ["drop of the output", (event.task as Pollable).label];
    default:
      return null;
  }
}
