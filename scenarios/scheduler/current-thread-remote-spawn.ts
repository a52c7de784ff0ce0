/**
 * A thread spawns on a runtime that another one drives; the new task, run over there, opens the gate that
 * the blockOn waits for. Where the runtime shuts down first, the task is cancelled instead.
 */
import { scenario } from "../../properties/index.ts";
import type { CurrentThreadHandle } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "../task/support/futures.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

class OpensGate extends HoldingFuture<void> {
  private readonly gate: Gate;

  constructor(gate: Gate) {
    super();
    this.gate = gate;
  }

  *poll() {
    yield* this.gate.open();
    return { ready: true, value: undefined } as const;
  }
}

function* spawnDetached(handle: CurrentThreadHandle, future: OpensGate): Op<void> {
  const join = yield* handle.spawn(future, "remote");
  yield* join.drop();
}

export const currentThreadRemoteSpawn = scenario({
  name: "scheduler/current-thread-remote-spawn",
  about: "A thread spawns a task on a runtime that another thread drives, parks, or shuts down.",
  source: "tokio runtime/scheduler/current_thread/mod.rs: Handle::spawn; runtime/task/list.rs: bind after close",
  options: { waits: { oneOf: [true, false] } },
  *model({ waits }) {
    const runtime = currentThreadRuntime();
    const gate = new Gate();
    const future = new OpensGate(gate);
    const spawner = yield* spawn(() => spawnDetached(runtime.handle, future), "spawner");
    if (waits) yield* runtime.blockOn(gate.passed());
    yield* runtime.shutdown();
    yield* spawner.join();
    assert(future.held.droppedBy !== null, "a task outlived its runtime");
    yield* gate.drop();
  },
});
