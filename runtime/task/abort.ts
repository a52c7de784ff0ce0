/** `AbortHandle`: the right to abort a task, however long it is gone. Dropping it aborts nothing. */
import type { Op } from "../../sim/index.ts";
import { TaskReference } from "./reference.ts";

export class AbortHandle extends TaskReference {
  readonly sort = "abort handle";

  /** Asks for the task to be cancelled; a poll that is under way may still complete it. */
  abort(): Op<void> {
    this.use("abort()");
    return this.raw.remoteAbort();
  }

  /** True: complete, by its output, a panic or cancellation. */
  isFinished(): Op<boolean> {
    this.use("isFinished()");
    return this.raw.isFinished();
  }

  *clone(): Op<AbortHandle> {
    this.use("clone()");
    yield* this.raw.refInc("abort");
    return new AbortHandle(this.raw);
  }

  drop(): Op<void> {
    this.consume("dropped");
    return this.raw.header.vtable.dropAbortHandle();
  }
}
