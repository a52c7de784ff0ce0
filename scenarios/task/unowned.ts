/**
 * A task on no list, as tokio's blocking pool runs them: its one handle counts as two references, one to
 * poll it with and one to keep it until the poll is over. Whoever gives up the last one, the runner or the
 * join handle, frees the task.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, FifoScheduler, unowned } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesOutput } from "./support/futures.ts";

export const unownedTask = scenario({
  name: "task/unowned",
  about: "A thread runs an unowned task, while the main thread waits for its output or drops the join handle.",
  source: "tokio runtime/tests/task.rs: unowned_poll; tokio-rs/tokio#4063",
  options: { joins: { oneOf: [true, false] } },
  *model({ joins }) {
    const future = new GivesOutput();
    const { task, join } = unowned(future, new FifoScheduler(), "task");
    const runner = yield* spawn(() => task.run(), "runner");
    if (joins) {
      const result = yield* blockOn(join);
      assert(result.ok, "a task that nobody cancels has an output");
      yield* result.value.drop();
    } else {
      yield* join.drop();
    }
    yield* runner.join();
    assert(future.held.droppedBy === "runner", "the future outlived its task");
  },
});
