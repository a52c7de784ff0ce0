/**
 * A runtime is dropped while a task waits for a blocking call and another one for that task. Each is woken,
 * also by the other's being cancelled, while the workers shut down and drop what is queued.
 */
import { scenario } from "../../properties/index.ts";
import { async_, spawn, spawnBlocking, wait } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { oneshot, type Receiver, type Sender } from "./support/oneshot.ts";
import { pool } from "./support/pool.ts";

/** A call that drops `tx`, by being run or by being cancelled. */
function sends(tx: Sender) {
  return { call: () => tx.drop(), drop: () => tx.drop() };
}

function* inner(tx: Sender, done: Receiver): Op<void> {
  yield* (yield* spawnBlocking(sends(tx), "blocking")).drop();
  yield* wait(done);
}

function* outer(done: { readonly tx: Sender; readonly rx: Receiver }): Op<void> {
  try {
    const { tx, rx } = yield* oneshot("called");
    const task = async_(() => inner(tx, done.rx), { captures: [tx, done.rx] });
    yield* (yield* spawn(task, "inner")).drop();
    yield* wait(rx);
  } finally {
    yield* done.tx.drop();
  }
}

export const multiThreadShutdownWithNotification = scenario({
  name: "scheduler/multi-thread-shutdown-with-notification",
  about: "A runtime is dropped while two of its tasks are notified, one by a blocking call and one by the other.",
  source: "tokio runtime/tests/loom_multi_thread.rs: shutdown_with_notification",
  *model() {
    const runtime = yield* pool(2);
    const done = yield* oneshot("done");
    const task = async_(() => outer(done), { captures: [done.tx, done.rx] });
    yield* (yield* runtime.spawn(task, "outer")).drop();
    yield* runtime.drop();
  },
});
