/**
 * Two foreign threads wake two tasks. One of them writes to the eventfd for both if the executor sleeps,
 * and none does if it does not: then it must find their wakers before it sleeps.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, wait } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { Gate } from "./support/gate.ts";

export const foreignWakes = scenario({
  name: "local/foreign-wakes",
  about: "Two foreign threads send wakers to one executor, which goes to sleep and wakes up meanwhile.",
  source: "DataDog/glommio sys/mod.rs: SleepNotifier; sys/uring.rs: the second look before link_rings_and_sleep",
  *model() {
    const executor = new LocalExecutor();
    const gates = [new Gate("left gate"), new Gate("right gate")];
    const others = [];
    for (const gate of gates) others.push(yield* spawn(() => gate.open("by reference"), `opener ${others.length}`));
    yield* executor.run(
      async_(function* () {
        const handles = [];
        for (const gate of gates) handles.push(yield* executor.spawn(gate.pass(), `waits ${handles.length}`));
        for (const handle of handles) yield* wait(handle);
      }),
    );
    for (const other of others) yield* other.join();
    yield* executor.drop();
  },
});
