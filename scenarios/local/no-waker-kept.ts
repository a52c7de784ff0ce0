/**
 * A task is pending and has kept no waker: nobody can ever wake it. When its handle is dropped, before the
 * poll or after it, the executor ends the task, and drops the future rather than forget it.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Endless } from "../task/support/futures.ts";
import { GivesWay } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

export const noWakerKept = scenario({
  name: "local/no-waker-kept",
  about:
    "A task that keeps no waker is detached or cancelled, before or after its only poll, while a foreign thread wakes another.",
  source: "DataDog/glommio task/raw.rs: drop_task; task/join_handle.rs: drop, cancel",
  options: {
    polledBefore: { oneOf: [false, true] },
    home: { oneOf: ["drops the handle", "cancels"] },
  },
  *model({ polledBefore, home }) {
    const executor = new LocalExecutor();
    const future = new Endless();
    const gate = new Gate("gate");
    const other = yield* spawn(() => gate.open(), "foreign");
    yield* executor.run(
      async_(function* () {
        const handle = yield* executor.spawn(future, "task");
        if (polledBefore) yield* wait(new GivesWay());
        if (home === "cancels") yield* handle.cancel();
        yield* handle.drop();
        yield* wait(gate.pass());
        yield* wait(new GivesWay());
      }),
    );
    yield* other.join();
    assert(future.held.droppedBy === "main", "the future of a task that nobody can wake was not dropped");
    yield* executor.drop();
  },
});
