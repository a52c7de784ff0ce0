/**
 * Tasks of one executor that wait for each other: a parent joins children. One that waits for a foreign
 * thread is joined while it sleeps: then the parent's waker is in its head when it completes.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Resource } from "../task/support/resource.ts";
import { Gate } from "./support/gate.ts";

function* openAll(gates: readonly Gate[]): Op<void> {
  for (const gate of gates) yield* gate.open();
}

export const spawnAndJoin = scenario({
  name: "local/spawn-and-join",
  about: "A task joins others, which a foreign thread wakes meanwhile or which are complete by then.",
  source: "DataDog/glommio executor/mod.rs tests: spawn_without_handle, task_with_latency_requirements",
  options: { children: { from: 1, to: 3 }, waits: { oneOf: [true, false] } },
  *model({ children, waits }) {
    const executor = new LocalExecutor();
    const gates = Array.from({ length: waits ? children : 0 }, (_, i) => new Gate(`gate ${i}`));
    const other = yield* spawn(() => openAll(gates), "foreign");
    let ran = 0;
    const child = function* (gate: Gate | undefined) {
      if (gate !== undefined) yield* wait(gate.pass());
      ran++;
      return new Resource("output");
    };
    yield* executor.run(
      async_(function* () {
        const handles = [];
        for (let i = 0; i < children; i++) {
          const task = async_(() => child(gates[i]));
          handles.push(yield* executor.spawn(task, `child ${i}`));
        }
        for (const handle of handles) {
          const output = yield* wait(handle);
          assert(output !== null, "a task that nobody cancels has an output");
          yield* output.value.drop();
        }
      }),
    );
    assert(ran === children, "a child was not run to its end");
    yield* other.join();
    yield* executor.drop();
  },
});
