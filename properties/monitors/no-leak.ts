/**
 * I5, no leak: when all is over, every waker has been woken, dropped or given away.
 *
 * That something leaked is the heap's to find. This monitor only says of a leaked waker what the heap
 * cannot know: whom it would wake, and in whose cell it still lies.
 */

import type { AtomicWaker, RuntimeEvent, Waker } from "../../runtime/index.ts";
import { type Execution, finding, type Listener } from "../../sim/index.ts";

export class NoLeak implements Listener {
  private readonly wakers: Waker[] = [];
  private readonly holders: AtomicWaker[] = [];

  onBegin(): void {
    while (this.wakers.length > 0) this.wakers.pop();
    while (this.holders.length > 0) this.holders.pop();
  }

  onEvent(event: RuntimeEvent): void {
    if (event.type === "waker.new") this.wakers.push(event.waker);
    else if (event.type === "waker.clone") this.wakers.push(event.clone);
    else if (event.type === "atomic-waker.new") this.holders.push(event.on);
  }

  onEnd(execution: Execution): void {
    if (execution.heap.size === 0) return;
    const leaked = this.wakers.filter((waker) => waker.slot >= 0); // still among the heap's live ones
    const first = leaked[0];
    if (first === undefined) return;
    const holder = this.holders.find((on) => on.cell.peek() === first);
    const where = holder === undefined ? "nobody holds it any more" : `it still lies in ${holder.cell.label}`;
    const others = leaked.length === 1 ? "" : ` (and ${leaked.length - 1} more)`;
    execution.fail(
      finding(
        "leak",
        `a ${first.label}, made by "${first.maker?.name}", was never woken nor dropped: ${where}${others}.`,
        {
          invariant: "I5",
          details: leaked.flatMap((waker) => waker.story()),
          involved: [first.role, holder?.cell.label ?? "nowhere"],
        },
      ),
    );
  }
}
