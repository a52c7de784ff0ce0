/**
 * A queue is thrown away with a task in it, which is not the same as running or cancelling the task: its
 * future lives on until the last reference goes, here the list's, by shutdown.
 */
import { scenario } from "../../properties/index.ts";
import { FifoScheduler } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

export const notifiedDropped = scenario({
  name: "task/notified-dropped",
  about: "A thread drops the notification of a task that never ran, while another one drops its join handle.",
  source: "tokio runtime/tests/task.rs: a Notified does not shut down on drop",
  options: { shutdownMeanwhile: { oneOf: [false, true] } },
  *model({ shutdownMeanwhile }) {
    const scheduler = new FifoScheduler();
    const future = new Endless();
    const join = yield* scheduler.spawn(future, "task");
    const notified = yield* scheduler.pop();
    assert(notified !== null, "a new task was not queued");
    const dropper = yield* spawn(() => notified.drop(), "dropper");
    const detacher = yield* spawn(() => join.drop(), "detacher");
    if (!shutdownMeanwhile) {
      yield* dropper.join();
      yield* detacher.join();
      assert(future.held.droppedBy === null, "a task that is on its list was given up");
    }
    yield* scheduler.shutdown();
    yield* dropper.join();
    yield* detacher.join();
    assert(future.polls === 0 && future.held.droppedBy === "main", "the shutdown cancels what is on the list");
  },
});
