/** One poll by hand, with a waker that nobody listens to: whether the future was ready. */
import { Context, type Future, RecordingWaker } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";

export function* pollOnce(future: Future<unknown>): Op<boolean> {
  const waker = new RecordingWaker("nobody").waker();
  try {
    return (yield* future.poll(new Context(waker))).ready;
  } finally {
    yield* waker.drop();
  }
}
