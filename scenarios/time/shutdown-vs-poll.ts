/**
 * A runtime is dropped while a thread of somebody else's waits for one of its timers. All timers fire then,
 * before their time: who waits does not wait for ever. Mostly it is told by a panic; in tokio, too, a poll that
 * had just asked whether the driver is still there sees a timer that is over.
 */
import { scenario } from "../../properties/index.ts";
import { pollFn, sleep } from "../../runtime/index.ts";
import { assert, catchUnwind, spawn } from "../../sim/index.ts";
import { SECOND, timedRuntime } from "./support/runtime.ts";

export const shutdownVsPoll = scenario({
  name: "time/shutdown-vs-poll",
  about: "A runtime is dropped while another thread makes, polls and drops a timer of it.",
  source: "tokio runtime/time/mod.rs: Driver::shutdown; Handle::block_on on drivers that do not run",
  *model() {
    const runtime = yield* timedRuntime();
    const { handle } = runtime;
    const waiter = yield* spawn(function* () {
      const entered = handle.enter();
      const timer = sleep(SECOND);
      const slept = yield* catchUnwind(() => handle.blockOn(pollFn((cx) => timer.poll(cx))));
      assert(slept.ok || /shut/.test(String(slept.panic.payload)), "a timer without a driver said something else");
      yield* timer.drop();
      entered.drop();
    }, "waiter");
    yield* runtime.drop();
    yield* waiter.join();
  },
});
