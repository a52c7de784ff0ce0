/**
 * A task of a LocalSet waits for another thread, and so does, in the end, whoever polls the set: the wake
 * goes into the set's remote queue, and from there to the waker of the set.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, LocalSet, pollFn, spawnLocal } from "../../runtime/index.ts";
import { spawn, UnsafeCell } from "../../sim/index.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

export const localSetRemoteWake = scenario({
  name: "scheduler/local-set-remote-wake",
  about: "Two threads wake two tasks of a LocalSet, one spawned by the other, and the set is polled to its end.",
  source: "tokio task/local.rs: Shared::schedule on a thread that does not own the set",
  *model() {
    const runtime = currentThreadRuntime();
    const set = new LocalSet();
    const [first, second] = [new Gate(), new Gate()];
    // Plain memory of the home thread: used elsewhere it is a race.
    const passed = new UnsafeCell(0, "passed");
    const passes = (gate: Gate) =>
      pollFn(function* (cx: Context) {
        yield* passed.set((yield* passed.get()) + 1);
        return yield* gate.pass(cx);
      });
    const outer = pollFn(function* (cx: Context) {
      const poll = yield* first.pass(cx);
      if (poll.ready) yield* (yield* spawnLocal(passes(second), "inner")).drop();
      return poll;
    });
    const openers = [yield* spawn(() => first.open(), "opener 1"), yield* spawn(() => second.open(), "opener 2")];
    yield* (yield* set.spawnLocal(outer, "outer")).drop();
    yield* runtime.blockOn(set);
    for (const opener of openers) yield* opener.join();
    yield* runtime.shutdown();
    for (const gate of [first, second]) yield* gate.drop();
  },
});
