/** Runtimes with a time driver, and lengths of time. */
import { async_, Builder, type Runtime, type RuntimeOptions } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";

/** In ns. */
export const MS = 1_000_000;
export const SECOND = 1_000 * MS;

/** All tasks run on the thread that is in `blockOn`. */
export function timedRuntime(options: RuntimeOptions = {}): Op<Runtime> {
  return Builder.newCurrentThread({ name: "rt", enableTime: true, ...options }).build();
}

/** Builds a runtime, runs `body` as its main future, and drops it. */
export function* onTimedRuntime(body: () => Op<void>, options: RuntimeOptions = {}): Op<void> {
  const runtime = yield* timedRuntime(options);
  yield* runtime.blockOn(async_(body));
  yield* runtime.drop();
}
