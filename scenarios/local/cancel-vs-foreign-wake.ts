/**
 * A task is cancelled at home while a foreign thread wakes it: the waker comes home to a task that is
 * closed, or gone but for this waker. The joiner hears of the end once the future was dropped.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesWay } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

export const cancelVsForeignWake = scenario({
  name: "local/cancel-vs-foreign-wake",
  about: "Home cancels and joins a task while a foreign thread wakes it.",
  source: "DataDog/glommio task/join_handle.rs: cancel, poll",
  options: { polledBefore: { oneOf: [true, false] } },
  *model({ polledBefore }) {
    const executor = new LocalExecutor();
    const gate = new Gate("gate");
    const future = gate.pass();
    const other = yield* spawn(() => gate.open(), "foreign");
    yield* executor.run(
      async_(function* () {
        const handle = yield* executor.spawn(future, "task");
        if (polledBefore) yield* wait(new GivesWay());
        yield* handle.cancel();
        const output = yield* wait(handle);
        assert(future.held.droppedBy === "main", "joined before the future was dropped");
        assert(output === null || polledBefore, "a task that was cancelled before its first poll has an output");
      }),
    );
    yield* other.join();
    yield* executor.drop();
  },
});
