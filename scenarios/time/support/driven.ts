/** A current-thread runtime whose driver is one thread's business, while another one has timers of its own. */
import { Context, noopWaker, type Runtime, type Sleep } from "../../../runtime/index.ts";
import { type Op, spawn } from "../../../sim/index.ts";
import { Gate } from "../../task/support/gate.ts";
import { timedRuntime } from "./runtime.ts";

/** Runs `body` on this thread, inside of a runtime that another thread drives until `body` is over. */
export function* whileDriven(body: (runtime: Runtime) => Op<void>): Op<void> {
  const runtime = yield* timedRuntime();
  const gate = new Gate();
  const driver = yield* spawn(() => runtime.blockOn(gate.passed()), "driver");
  const entered = runtime.enter();
  yield* body(runtime);
  entered.drop();
  yield* gate.open();
  yield* driver.join();
  yield* runtime.drop();
  yield* gate.drop();
}

/** Polls `sleep` once, with a waker that does nothing: it is registered from then on. */
export function* registers(sleep: Sleep): Op<void> {
  const waker = noopWaker();
  yield* sleep.poll(new Context(waker));
  yield* waker.drop();
}
