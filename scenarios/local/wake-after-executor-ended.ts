/**
 * Wrong on purpose: a foreign thread wakes a task after its executor has ended. The waker is sent home,
 * where nobody looks any more: the wake is lost, and the task and its future stay for ever.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { GivesWay } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

export const wakeAfterExecutorEnded = scenario({
  name: "local/wake-after-executor-ended",
  about: "An executor ends, and only then does a foreign thread use the waker of one of its tasks.",
  source: "DataDog/glommio sys/mod.rs: queue_waker, whose channel lives as long as a task of the executor",
  expect: { kind: "lost-wakeup", invariant: "I1" },
  *model() {
    const executor = new LocalExecutor();
    const gate = new Gate("gate");
    yield* executor.run(
      async_(function* () {
        yield* (yield* executor.spawn(gate.pass(), "task")).drop();
        yield* wait(new GivesWay());
      }),
    );
    yield* executor.drop();
    const other = yield* spawn(() => gate.open(), "foreign");
    yield* other.join();
  },
});
