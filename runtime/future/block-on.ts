/**
 * `block_on`: polls a future on the running thread and parks the thread in between. Its waker
 * unparks the thread; an unpark before the park is not lost, and a stray one only costs a poll.
 */
import { currentThread, type Op, observing, park, unpark } from "../../sim/index.ts";
import { type Pollable, tell } from "../events.ts";
import { Context } from "./context.ts";
import type { Future } from "./future.ts";
import { RawWaker, type RawWakerVTable } from "./raw-waker.ts";
import { tellingPoll } from "./telling-poll.ts";
import { Waker } from "./waker.ts";

/** A thread inside a `blockOn`: the waker's data. Its label is the thread's. */
class BlockedThread implements Pollable {
  readonly thread = currentThread();
  readonly raw: RawWaker = RawWaker.of<BlockedThread>(this, UNPARKS);

  get label(): string {
    return this.thread.name;
  }
}

const UNPARKS: RawWakerVTable<BlockedThread> = {
  *clone(data) {
    return data.raw;
  },
  wake: (data) => unpark(data.thread),
  wakeByRef: (data) => unpark(data.thread),
  *drop() {},
  taskOf: (data) => data,
};

/** Runs `future` to its end on the running thread and gives back its output. Takes the future over. */
export function* blockOn<T>(future: Future<T>): Op<T> {
  const task = new BlockedThread();
  const waker = Waker.fromRaw(task.raw);
  const cx = new Context(waker);
  if (observing()) tell({ type: "block-on.begin", task });
  // The locals' drops, in Rust's order: also when a poll or the future's drop panics.
  try {
    try {
      for (;;) {
        const poll = yield* tellingPoll(task, future, cx);
        if (poll.ready) return poll.value;
        if (observing()) tell({ type: "block-on.park", task });
        yield* park();
      }
    } finally {
      yield* future.drop();
    }
  } finally {
    yield* waker.drop();
    if (observing()) tell({ type: "block-on.end", task });
  }
}
