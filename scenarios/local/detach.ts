/**
 * The join handle is dropped: the task runs on. Whether it is queued, polled or asleep just then, or has
 * its output ready, decides who frees it, and who drops the output.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Resource } from "../task/support/resource.ts";
import { GivesWay } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

export const detach = scenario({
  name: "local/detach",
  about: "A join handle is dropped while its task is queued, or waits for a foreign thread, or is complete.",
  source: "DataDog/glommio 8a317829dce9: fix join handle drop condition",
  options: { handleGoes: { oneOf: ["at once", "when the task sleeps", "when the task is complete"] } },
  *model({ handleGoes }) {
    const executor = new LocalExecutor();
    const gate = new Gate("gate");
    const done = new Gate("done");
    const output = new Resource("output");
    const other = yield* spawn(() => gate.open(), "foreign");
    yield* executor.run(
      async_(function* () {
        const task = async_(function* () {
          yield* wait(gate.pass());
          yield* done.open();
          return output;
        });
        const handle = yield* executor.spawn(task, "task");
        if (handleGoes === "when the task sleeps") yield* wait(new GivesWay());
        if (handleGoes === "when the task is complete") yield* wait(done.pass());
        yield* handle.drop();
        if (handleGoes !== "when the task is complete") yield* wait(done.pass());
      }),
    );
    yield* other.join();
    yield* executor.drop();
    assert(output.droppedBy === "main", "the output of a detached task was not dropped at home");
  },
});
