/** One task waits at a delay queue, while another thread, inside of the same runtime, does something to it. */
import { async_, type DelayQueue, type Expired, type Runtime, wait } from "../../../runtime/index.ts";
import { type Op, sleep, spawn } from "../../../sim/index.ts";
import { timedRuntime } from "./runtime.ts";
import { SharedQueue } from "./shared-queue.ts";

/** What the task got, once the other thread is done; the queue is still there for `after`. */
export function* waitWhile(
  fill: (queue: DelayQueue<string>) => Op<number>,
  change: (queue: DelayQueue<string>, key: number) => Op<unknown>,
  after: (got: Expired<string> | null, queue: DelayQueue<string>) => Op<void>,
  changeAfterNs = 0,
): Op<void> {
  const runtime = yield* timedRuntime();
  const [shared, key] = yield* filled(runtime, fill);
  const other = yield* spawn(function* () {
    if (changeAfterNs > 0) yield* sleep(changeAfterNs);
    const entered = runtime.enter();
    yield* shared.with((queue) => change(queue, key));
    entered.drop();
  }, "other");
  const got = yield* runtime.blockOn(async_(() => wait(shared.next())));
  yield* other.join();
  yield* shared.with((queue) => after(got, queue));
  yield* shared.drop();
  yield* runtime.drop();
}

function* filled(runtime: Runtime, fill: (queue: DelayQueue<string>) => Op<number>): Op<[SharedQueue, number]> {
  const entered = runtime.enter();
  const shared = new SharedQueue();
  const key = yield* shared.with(fill);
  entered.drop();
  return [shared, key];
}
