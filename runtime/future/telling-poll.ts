/** A poll that monitors are told of, from begin to end. */
import { type Op, observing, Panic } from "../../sim/index.ts";
import { type Pollable, tell } from "../events.ts";
import type { Context } from "./context.ts";
import type { Future } from "./future.ts";
import type { Poll } from "./poll.ts";

/** Polls `future` for `task`, which is what the context's waker wakes. */
export function tellingPoll<T>(task: Pollable, future: Future<T>, cx: Context): Op<Poll<T>> {
  return observing() ? told(task, future, cx) : future.poll(cx);
}

function* told<T>(task: Pollable, future: Future<T>, cx: Context): Op<Poll<T>> {
  tell({ type: "task.poll.begin", task });
  try {
    const poll = yield* future.poll(cx);
    tell({ type: "task.poll.end", task, outcome: poll.ready ? "ready" : "pending" });
    return poll;
  } catch (thrown) {
    if (thrown instanceof Panic) tell({ type: "task.poll.end", task, outcome: "panicked" });
    throw thrown;
  }
}
