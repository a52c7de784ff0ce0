/**
 * A task that always wakes itself keeps its executor from ever sleeping, in a queue of its own: the other
 * queue has its turn, and so have foreign wakes, after a bounded number of polls.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { assert, spawn, UnsafeCell } from "../../sim/index.ts";
import { GivesWay } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

export const foreignWakeWhileBusy = scenario({
  name: "local/foreign-wake-while-busy",
  about: "A foreign thread wakes a task whose executor is kept busy by another queue's task.",
  source: "DataDog/glommio executor/mod.rs: run_task_queues, need_preempt",
  options: { preemptAfter: { oneOf: [1, 2, 4] } },
  *model({ preemptAfter }) {
    const executor = new LocalExecutor({ preemptAfter });
    const busy = executor.createTaskQueue("busy");
    const gate = new Gate("gate");
    const stop = new UnsafeCell(false, "stop");
    const other = yield* spawn(() => gate.open(), "foreign");
    yield* executor.run(
      async_(function* () {
        const spins = async_(function* () {
          for (let turns = 0; ; turns++) {
            if (yield* stop.get()) return turns;
            yield* wait(new GivesWay());
          }
        });
        const spinner = yield* executor.spawn(spins, "spinner", busy);
        yield* wait(yield* executor.spawn(gate.pass(), "waits"));
        yield* stop.set(true);
        assert((yield* wait(spinner)) !== null, "the spinner has an output");
      }),
    );
    yield* other.join();
    yield* executor.drop();
  },
});
