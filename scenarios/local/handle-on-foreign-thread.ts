/**
 * Wrong on purpose: a join handle is used on another thread. Rust forbids it, for the handle is not `Send`:
 * there is no foreign path for handles, and the task's word is plain memory.
 */
import { scenario } from "../../properties/index.ts";
import { async_, LocalExecutor, type LocalJoinHandle, wait } from "../../runtime/index.ts";
import { AtomicBool, type Op, spawn } from "../../sim/index.ts";
import { Endless } from "../task/support/futures.ts";
import { GivesWay } from "./support/futures.ts";

function* cancelOnceStarted(handle: LocalJoinHandle<void>, started: AtomicBool): Op<void> {
  // Relaxed: it orders nothing, as nothing would in the mistake that this stands for.
  if (yield* started.load("Relaxed")) yield* handle.cancel();
}

export const handleOnForeignThread = scenario({
  name: "local/handle-on-foreign-thread",
  about: "A foreign thread cancels a task through its join handle, which may not leave home, which home has polled.",
  source: "DataDog/glommio task/join_handle.rs: JoinHandle is not Send",
  expect: { kind: "data-race" },
  *model() {
    const executor = new LocalExecutor();
    yield* executor.run(
      async_(function* () {
        const handle = yield* executor.spawn(new Endless(), "task");
        const started = new AtomicBool(false, "started");
        const other = yield* spawn(() => cancelOnceStarted(handle, started), "foreign");
        yield* wait(new GivesWay());
        yield* started.store(true, "Relaxed");
        yield* other.join();
        yield* handle.drop();
      }),
    );
    yield* executor.drop();
  },
});
