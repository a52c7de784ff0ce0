/**
 * I6, cell exclusion: the waker cell of an AtomicWaker is accessed only by the thread that owns it
 * under REGISTERING or WAKING, and dropped only when nobody does.
 *
 * The engine's race detector sees two accesses that nothing orders; this monitor sees the first one
 * that has no right to be there, although it may have been lucky.
 */

import type { AtomicWaker, RuntimeEvent } from "../../runtime/index.ts";
import { type Execution, finding, type Listener, type Step } from "../../sim/index.ts";
import { CellOwner } from "./cell-owner.ts";

export class CellExclusion implements Listener {
  private execution: Execution | null = null;
  private readonly cells: CellOwner[] = [];

  onBegin(execution: Execution): void {
    this.execution = execution;
    while (this.cells.length > 0) this.cells.pop();
  }

  onEvent(event: RuntimeEvent): void {
    if (event.type === "atomic-waker.new") this.cells.push(new CellOwner(event.on, event.on.state.value as number));
    else if (event.type === "atomic-waker.drop") this.drop(event.on);
  }

  onStep(op: Step): void {
    for (const cell of this.cells) {
      if (op.target === cell.on.state) cell.follow(op.execution.memory.latest(cell.on.state) as number, op.thread);
      else if (op.target === cell.on.cell && op.thread !== cell.owner) this.trespass(cell, op);
    }
  }

  private trespass({ on, word, owner }: CellOwner, op: Step): void {
    const whose = owner === null ? "nobody owns it" : `"${owner.name}" owns it`;
    op.execution.fail(
      finding(
        "invariant",
        `"${op.thread.name}" accesses ${on.cell.label} (${op.kind.name}) without owning it: the word is ${on.state.show(word)}, ${whose}.`,
        { invariant: "I6", involved: [on.cell.label, op.kind.name, on.state.show(word)] },
      ),
    );
  }

  /** A drop needs no lock, for nobody else may be there any more; afterwards there is nothing to watch. */
  private drop(on: AtomicWaker): void {
    const index = this.cells.findIndex((cell) => cell.on === on);
    const [cell] = this.cells.splice(index, 1);
    if (cell?.owner === null || cell?.owner === undefined) return;
    this.execution?.fail(
      finding("invariant", `${on.name} is dropped while "${cell.owner.name}" owns its cell.`, {
        invariant: "I6",
        involved: [on.cell.label, "drop"],
      }),
    );
  }
}
