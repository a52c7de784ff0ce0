/**
 * `LocalJoinHandle`, after Glommio's `task/join_handle.rs`: the right to a task's output. It may not leave
 * its thread. A future that resolves to null where the task was cancelled or panicked; dropping it
 * detaches the task.
 */
import type { Op } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, ready } from "../../future/poll.ts";
import { LocalReference } from "./local-reference.ts";
import {
  afterCancel,
  afterHandleDropped,
  afterOutputTaken,
  CLOSED,
  COMPLETED,
  HANDLE,
  INITIAL,
  isIdle,
  isOver,
} from "./word.ts";

/** `Option<T>` of an output: null for none. */
export type LocalOutput<T> = { readonly value: T } | null;

export class LocalJoinHandle<T> extends LocalReference implements Future<LocalOutput<T>> {
  readonly sort = "local join handle";

  /** The task will not be polled again; whoever runs it next drops its future. */
  *cancel(): Op<void> {
    this.use("cancel()");
    const { raw } = this;
    yield* raw.memory.get();
    const seen = yield* raw.header.word.get();
    if (isOver(seen)) return;
    yield* raw.header.move("cancel", seen, afterCancel(seen));
    if (isIdle(seen)) yield* raw.schedule();
    yield* raw.header.notify(null);
  }

  /** Once ready, it is null from then on. */
  *poll(cx: Context): Op<Poll<LocalOutput<T>>> {
    this.use("poll()");
    const { raw } = this;
    yield* raw.memory.get();
    const { header } = raw;
    const seen = yield* header.word.get();
    if ((seen & CLOSED) !== 0 && isIdle(seen)) {
      yield* header.notify(cx.waker);
      return ready(null);
    }
    // Not complete; or closed, and its future not dropped yet.
    if ((seen & COMPLETED) === 0) {
      yield* header.register(cx.waker);
      return PENDING;
    }
    yield* header.move("outputTaken", seen, afterOutputTaken(seen));
    yield* header.notify(cx.waker);
    // The task was made with a future of T; only its memory forgot it.
    return ready({ value: (yield* raw.takeOutput()) as T });
  }

  *drop(): Op<void> {
    this.consume("dropped");
    const { raw } = this;
    yield* raw.memory.get();
    const { header } = raw;
    const seen = yield* header.word.get();
    // Most handles are dropped right after spawning: the task is queued, so there is a reference.
    if (seen === INITIAL) {
      yield* header.move("handleDropped", seen, afterHandleDropped(seen, 1));
      return;
    }
    if ((seen & (COMPLETED | CLOSED)) === COMPLETED) {
      yield* this.dropWithOutput(seen);
      return;
    }
    // Relaxed: 0 was written at home, for only home counts down to it.
    const references = yield* header.references.load("Relaxed");
    yield* header.move("handleDropped", seen, afterHandleDropped(seen, references));
    if (references > 0) return;
    if ((seen & CLOSED) !== 0) yield* raw.destroy();
    else yield* raw.schedule(); // for its future to be dropped there
  }

  /** Nobody else will take the output. */
  private *dropWithOutput(seen: number): Op<void> {
    const { raw } = this;
    const { header } = raw;
    const closed = afterOutputTaken(seen);
    yield* header.move("outputTaken", seen, closed);
    const output = yield* raw.takeOutput();
    yield* header.move("handleDropped", closed, closed & ~HANDLE);
    // Relaxed, as in `drop`.
    if ((yield* header.references.load("Relaxed")) === 0) yield* raw.destroy();
    yield* raw.dropOutput(output);
  }
}
