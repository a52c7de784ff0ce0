/**
 * `JoinHandle`: the right to a task's output, a future that resolves to it or to a `JoinError`.
 * Dropping it detaches the task, which runs on; its output is dropped then, by whoever comes last.
 */
import type { Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import type { Poll } from "../future/poll.ts";
import { AbortHandle } from "./abort.ts";
import type { TaskResult } from "./error.ts";
import { TaskReference } from "./reference.ts";

export class JoinHandle<T> extends TaskReference implements Future<TaskResult<T>> {
  readonly sort = "join handle";

  /** Panics when the output was taken already. */
  poll(cx: Context): Op<Poll<TaskResult<T>>> {
    this.use("poll()");
    // The task was made with a future of T; only the table forgot it.
    return this.raw.header.vtable.tryReadOutput(cx.waker) as Op<Poll<TaskResult<T>>>;
  }

  /** Asks for the task to be cancelled; a poll that is under way may still complete it. */
  abort(): Op<void> {
    this.use("abort()");
    return this.raw.remoteAbort();
  }

  *abortHandle(): Op<AbortHandle> {
    this.use("abortHandle()");
    yield* this.raw.refInc("abort");
    return new AbortHandle(this.raw);
  }

  /** True: complete, so that the next poll is ready. */
  isFinished(): Op<boolean> {
    this.use("isFinished()");
    return this.raw.isFinished();
  }

  *drop(): Op<void> {
    this.consume("dropped");
    const { raw } = this;
    yield* raw.memory.get();
    // Most handles are dropped right after spawning.
    if (yield* raw.header.state.dropJoinHandleFast()) raw.tellDec("join");
    else yield* raw.header.vtable.dropJoinHandleSlow();
  }
}
