/**
 * I5, no leak: when all is over, every waker has been woken, dropped or given away, and every task
 * freed.
 *
 * That something leaked is the heap's to find. This monitor only says what the heap cannot know: whom
 * a leaked waker would wake, and in whose cell it still lies; which state a leaked task was left in.
 */

import type { AtomicWaker, RawTask, RuntimeEvent, Waker } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";

/** How many leaked tasks a finding names. */
const NAMED_MAX = 8;

export class NoLeak implements Listener {
  private readonly wakers: Waker[] = [];
  private readonly holders: AtomicWaker[] = [];
  private readonly tasks: RawTask[] = [];

  onBegin(): void {
    while (this.wakers.length > 0) this.wakers.pop();
    while (this.holders.length > 0) this.holders.pop();
    while (this.tasks.length > 0) this.tasks.pop();
  }

  onEvent(event: RuntimeEvent): void {
    if (event.type === "waker.new") this.wakers.push(event.waker);
    else if (event.type === "waker.clone") this.wakers.push(event.clone);
    else if (event.type === "atomic-waker.new") this.holders.push(event.on);
    else if (event.type === "task.new") this.tasks.push(event.task);
  }

  onEnd(execution: Execution): void {
    if (execution.heap.size === 0) return;
    // What is still among the heap's live ones. A leaked waker comes first: it keeps its task alive.
    const wakers = this.wakers.filter((waker) => waker.slot >= 0);
    const tasks = this.tasks.filter((task) => task.memory.slot >= 0);
    if (wakers[0] !== undefined) this.leakedWaker(execution, wakers[0], wakers);
    else if (tasks[0] !== undefined) leakedTask(execution, tasks[0], tasks);
  }

  private leakedWaker(execution: Execution, first: Waker, leaked: readonly Waker[]): void {
    const cell =
      this.holders.find((on) => on.cell.peek() === first)?.cell ??
      this.tasks.find((task) => task.trailer.waker.peek() === first)?.trailer.waker;
    const where = cell === undefined ? "nobody holds it any more" : `it still lies in ${cell.label}`;
    execution.fail(
      finding(
        "leak",
        `a ${first.label}, made by "${first.maker?.name}", was never woken nor dropped: ${where}${others(leaked)}.`,
        {
          invariant: "I5",
          details: leaked.flatMap((waker) => waker.story()),
          involved: [first.role, cell?.role ?? "nowhere"],
        },
      ),
    );
  }
}

function leakedTask(execution: Execution, first: RawTask, leaked: readonly RawTask[]): void {
  const { word } = first.header.state;
  const state = word.show(execution.memory.latest(word));
  execution.fail(
    finding(
      "leak",
      `${first.label}, made by "${first.memory.maker?.name}", was never freed: its state is ${state}${others(leaked)}.`,
      {
        invariant: "I5",
        details: leaked.slice(0, NAMED_MAX).flatMap((task) => task.memory.story()),
        involved: [first.role, "never freed"],
      },
    ),
  );
}

function others(leaked: readonly unknown[]): string {
  return leaked.length === 1 ? "" : ` (and ${leaked.length - 1} more)`;
}
