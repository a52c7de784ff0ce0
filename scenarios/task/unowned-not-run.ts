/**
 * An unowned task that is never run: its handle is dropped, and gives up two references at once, or shut
 * down. The join handle goes at the same time, and whoever comes last frees the task with all in it.
 */
import { scenario } from "../../properties/index.ts";
import { FifoScheduler, unowned } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Endless } from "./support/futures.ts";

export const unownedNotRun = scenario({
  name: "task/unowned-not-run",
  about: "A thread drops an unowned task or shuts it down, while the main thread drops its join handle.",
  source: "tokio runtime/tests/task.rs: create_drop1, create_drop2, create_shutdown1, create_shutdown2",
  options: { shutsDown: { oneOf: [false, true] } },
  *model({ shutsDown }) {
    const future = new Endless();
    const { task, join } = unowned(future, new FifoScheduler(), "task");
    const owner = yield* spawn(() => (shutsDown ? task.shutdown() : task.drop()), "owner");
    yield* join.drop();
    yield* owner.join();
    assert(future.polls === 0, "a task was polled that nobody ran");
    assert(future.held.droppedBy !== null, "the future outlived its task");
  },
});
