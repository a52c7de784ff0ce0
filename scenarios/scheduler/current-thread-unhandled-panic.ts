/**
 * A runtime that is to end when a task panics: all other tasks are cancelled, and the blockOn panics, whose
 * future may be woken by a thread just then.
 */
import { scenario } from "../../properties/index.ts";
import { type Future, pollFn } from "../../runtime/index.ts";
import { assert, catchUnwind, panic, spawn } from "../../sim/index.ts";
import { Endless } from "../task/support/futures.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

function panics(): Future<never> {
  return pollFn(function* () {
    panic("poll");
  });
}

export const currentThreadUnhandledPanic = scenario({
  name: "scheduler/current-thread-unhandled-panic",
  about: "A task panics in a runtime that ends for that, while a thread wakes the future of the blockOn.",
  source: "tokio runtime/scheduler/current_thread/mod.rs: unhandled_panic, UnhandledPanic::ShutdownRuntime",
  *model() {
    const runtime = currentThreadRuntime({ unhandledPanic: "shutdown-runtime" });
    const gate = new Gate();
    const endless = new Endless();
    const detached = [yield* runtime.handle.spawn(endless, "endless"), yield* runtime.handle.spawn(panics(), "panics")];
    for (const join of detached) yield* join.drop();
    const opener = yield* spawn(() => gate.open(), "opener");
    const caught = yield* catchUnwind(() => runtime.blockOn(gate.passed()));
    if (!caught.ok) {
      assert(caught.panic.message.startsWith("a spawned task panicked"), "the blockOn panicked with something else");
      assert(endless.held.droppedBy === "main", "a task was not cancelled though another one had panicked");
    }
    yield* opener.join();
    yield* runtime.shutdown();
    yield* gate.drop();
  },
});
