/** `UnownedTask`: a task on no list, with two references: one to poll it with, one to keep it while that lasts. */
import type { Op } from "../../sim/index.ts";
import { TaskReference } from "./reference.ts";

export class UnownedTask extends TaskReference {
  readonly sort = "unowned task";

  /** Polls the task; a later wake is the scheduler's. */
  *run(): Op<void> {
    this.consume("run");
    yield* this.raw.poll("unowned");
    yield* this.raw.dropReference("unowned");
  }

  /** Cancels the task instead of running it. */
  *shutdown(): Op<void> {
    this.consume("shut down");
    const { raw } = this;
    yield* raw.memory.get();
    // Never the last: the other one goes on to the shutdown.
    yield* raw.header.state.refDec();
    raw.tellDec("unowned");
    yield* raw.shutdown("unowned");
  }

  *drop(): Op<void> {
    this.consume("dropped");
    const { raw } = this;
    yield* raw.memory.get();
    const last = yield* raw.header.state.refDecTwice();
    raw.tellDec("unowned");
    raw.tellDec("unowned");
    if (last) yield* raw.dealloc();
  }
}
