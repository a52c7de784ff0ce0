/**
 * A task waits for another thread, which has a waker of it. The task's word is plain memory, so that
 * thread must not touch it: it sends the waker home, and home wakes itself with it, asleep or not.
 */
import { scenario } from "../../properties/index.ts";
import { LocalExecutor } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { Gate } from "./support/gate.ts";

export const foreignWake = scenario({
  name: "local/foreign-wake",
  about: "A foreign thread wakes a task while its executor polls it, goes to sleep or sleeps.",
  source: "DataDog/glommio#194, task/raw.rs: do_wake",
  options: { wake: { oneOf: ["by value", "by reference"] } },
  *model({ wake }) {
    const executor = new LocalExecutor();
    const gate = new Gate("gate");
    const other = yield* spawn(() => gate.open(wake), "foreign");
    yield* executor.run(gate.pass());
    yield* other.join();
    yield* executor.drop();
  },
});
