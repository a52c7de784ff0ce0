/** A join handle is polled once, which leaves its waker in the task, and dropped while a worker completes the task. */
import { scenario } from "../../properties/index.ts";
import { type Context, type JoinHandle, type Poll, pollFn, READY } from "../../runtime/index.ts";
import { dropInPlace, type Op } from "../../sim/index.ts";
import { GivesOutput } from "../task/support/futures.ts";
import type { Resource } from "../task/support/resource.ts";
import { pool } from "./support/pool.ts";

function* pollOnce(join: JoinHandle<Resource>, cx: Context): Op<Poll<void>> {
  const poll = yield* join.poll(cx);
  if (poll.ready && poll.value.ok) yield* dropInPlace(poll.value.value);
  return READY;
}

export const multiThreadJoinHandleDropped = scenario({
  name: "scheduler/multi-thread-join-handle-dropped",
  about: "A join handle is polled once in a blockOn and dropped, while a worker completes the task.",
  source: "tokio runtime/tests/loom_multi_thread.rs: poll_drop_handle_then_drop",
  *model() {
    const runtime = yield* pool(1);
    const join = yield* runtime.spawn(new GivesOutput(), "task");
    yield* runtime.blockOn(pollFn((cx) => pollOnce(join, cx)));
    yield* join.drop();
    yield* runtime.drop();
  },
});
