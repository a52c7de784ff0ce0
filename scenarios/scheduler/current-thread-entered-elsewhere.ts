/**
 * A thread has entered a runtime, so that it spawns there, and drives another one. When it wakes a task of
 * the first, that is a wake from outside: the thread that runs those tasks may be parked.
 */
import { scenario } from "../../properties/index.ts";
import { type CurrentThread, pollFn, setCurrentHandle } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

function* openInsideOf(other: CurrentThread, entered: CurrentThread, gate: Gate): Op<void> {
  const opens = pollFn(function* () {
    const guard = setCurrentHandle(entered.handle);
    yield* gate.open();
    guard.drop();
    return { ready: true, value: undefined } as const;
  });
  yield* other.blockOn(opens);
}

export const currentThreadEnteredElsewhere = scenario({
  name: "scheduler/current-thread-entered-elsewhere",
  about: "A thread that drives one runtime, and has entered another one, wakes a task of the latter.",
  source: "tokio-rs/tokio#1851: basic_scheduler notification",
  *model() {
    const runtime = currentThreadRuntime({ label: "first" });
    const other = currentThreadRuntime({ label: "second" });
    const gate = new Gate();
    const join = yield* runtime.handle.spawn(gate.passed(), "task");
    const opener = yield* spawn(() => openInsideOf(other, runtime, gate), "opener");
    const result = yield* runtime.blockOn(join);
    assert(result.ok, "a task that nobody cancelled was cancelled");
    yield* opener.join();
    yield* runtime.shutdown();
    yield* other.shutdown();
    yield* gate.drop();
  },
});
