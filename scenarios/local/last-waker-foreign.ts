/**
 * A foreign thread gives up the only reference to a task without waking it. It may not end the task, nor
 * leave a count of 0 behind and come back: meanwhile home may find it, drop the handle and free the task.
 * So it sends the reference home.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, type Waker, wait } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { GivesWay } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

function* dropIfThere(waker: Waker | null): Op<void> {
  if (waker !== null) yield* waker.drop();
}

export const lastWakerForeign = scenario({
  name: "local/last-waker-foreign",
  about: "A foreign thread drops the last waker of an idle task, while home drops the join handle or cancels the task.",
  source: "DataDog/glommio#404, task/raw.rs: drop_waker",
  options: { home: { oneOf: ["drops the handle", "cancels", "cancels and joins"] } },
  *model({ home }) {
    const executor = new LocalExecutor();
    const gate = new Gate("gate");
    const future = gate.pass();
    yield* executor.run(
      async_(function* () {
        const handle = yield* executor.spawn(future, "task");
        yield* wait(new GivesWay());
        const waker = yield* gate.take();
        assert(waker !== null, "the task was polled");
        const other = yield* spawn(() => dropIfThere(waker), "foreign");
        if (home !== "drops the handle") yield* handle.cancel();
        if (home === "cancels and joins") assert((yield* wait(handle)) === null, "a cancelled task has no output");
        else yield* handle.drop();
        yield* other.join();
        yield* dropIfThere(yield* gate.take()); // that of the poll which the waker sent home led to
      }),
    );
    yield* executor.drop();
    yield* dropIfThere(yield* gate.take());
    assert(future.held.droppedBy === "main", "the future was not dropped at home");
  },
});
