/**
 * `LocalTask`, Glommio's `Task`: the right to run a task once. At most one exists of each task, in a
 * queue or on its way there, and only while SCHEDULED is set.
 */
import type { Op } from "../../../sim/index.ts";
import { LocalReference } from "./local-reference.ts";
import { afterClosing } from "./word.ts";

export class LocalTask extends LocalReference {
  readonly sort = "queued task";

  /** Polls the future, or ends the task if it was cancelled. */
  run(): Op<void> {
    this.consume("run");
    return this.raw.run();
  }

  /** Never run: cancels the task. */
  *drop(): Op<void> {
    this.consume("dropped");
    const { raw } = this;
    yield* raw.memory.get();
    const seen = yield* raw.header.word.get();
    yield* raw.header.move("closing", seen, afterClosing(seen));
    yield* raw.discard();
  }
}
