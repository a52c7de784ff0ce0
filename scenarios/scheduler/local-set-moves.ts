/**
 * A LocalSet is polled by one blockOn, then by another one with another waker, while a thread wakes its
 * task: the wake must reach whoever polled the set last.
 */
import { scenario } from "../../properties/index.ts";
import { LocalSet, yieldNow } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

export const localSetMoves = scenario({
  name: "scheduler/local-set-moves",
  about: "A thread wakes a task of a LocalSet, which is polled by one runtime and then by another.",
  source: "tokio task/local.rs: RunUntil registers the waker of each poll",
  *model() {
    const [first, second] = [currentThreadRuntime({ label: "first" }), currentThreadRuntime({ label: "second" })];
    const set = new LocalSet();
    const gate = new Gate();
    const join = yield* set.spawnLocal(gate.passed(), "task");
    const opener = yield* spawn(() => gate.open(), "opener");
    yield* first.blockOn(set.runUntil(yieldNow()));
    const result = yield* second.blockOn(set.runUntil(join));
    assert(result.ok, "a task that nobody cancelled was cancelled");
    yield* set.drop();
    yield* opener.join();
    for (const runtime of [first, second]) yield* runtime.shutdown();
    yield* gate.drop();
  },
});
