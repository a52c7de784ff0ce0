/** Something to be dropped: what a future holds, or what a task gives back. */
import { currentThread, type Droppable, type Op, Owned } from "../../../sim/index.ts";

/** Dropped exactly once: left behind it is a `leak`, dropped twice a `double-free`. */
export class Resource extends Owned implements Droppable {
  readonly sort = "resource";
  /** The name of the thread that dropped it; null while it lives. */
  droppedBy: string | null = null;

  constructor(name: string) {
    super(name);
  }

  *drop(): Op<void> {
    this.consume("dropped");
    this.droppedBy = currentThread().name;
  }
}
