/**
 * The executor ends with tasks left: some are queued, one waits for a foreign thread. What is queued is
 * cancelled; the schedule function of what is woken afterwards finds its queue gone, and cancels, too.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { GivesWay } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

export const executorEnds = scenario({
  name: "local/executor-ends",
  about: "An executor ends while a task is queued and another waits for a foreign thread, which wakes it just then.",
  source: "DataDog/glommio executor/multitask.rs: the weak task queue of the schedule function",
  options: { polledBefore: { oneOf: [true, false] } },
  *model({ polledBefore }) {
    const executor = new LocalExecutor({ preemptAfter: 1 }); // the end of the main task is seen at once
    const gate = new Gate("gate");
    const waiting = gate.pass();
    const queued = gate.pass();
    const other = yield* spawn(() => gate.open("by reference"), "foreign");
    yield* executor.run(
      async_(function* () {
        yield* (yield* executor.spawn(waiting, "waiting")).drop();
        if (polledBefore) yield* wait(new GivesWay());
        yield* (yield* executor.spawn(queued, "queued")).drop();
      }),
    );
    yield* other.join(); // what it sends later would never be looked at
    yield* executor.drop();
    assert(waiting.held.droppedBy === "main", "the task that waited was not ended at home");
    assert(queued.held.droppedBy === "main", "the task that was queued was not ended at home");
  },
});
