/**
 * Two sorts of signals come from outside, one right after the other, to a task that waits for both. All that the
 * handlers may do is to make a mark and write a byte, of which the driver hears once for both.
 */
import { scenario } from "../../properties/index.ts";
import { async_, Builder, type Signal, signal, wait } from "../../runtime/index.ts";
import { type Op, raiseSignal, type SignalName, spawn } from "../../sim/index.ts";
import { good } from "./support/machine.ts";

function* listener(name: SignalName): Op<Signal> {
  return good(yield* signal(name), "signal");
}

function* kernel(): Op<void> {
  yield* raiseSignal("SIGHUP");
  yield* raiseSignal("SIGINT");
}

/** Waits for the two, whichever comes first. */
function* body(): Op<void> {
  const hangup = yield* listener("SIGHUP");
  const interrupt = yield* listener("SIGINT");
  const outside = yield* spawn(kernel, "kernel");
  yield* wait(hangup.recv());
  yield* wait(interrupt.recv());
  yield* outside.join();
}

export const signals = scenario({
  name: "io/signal",
  about: "Two sorts of signals come in a row; the task that waits for both hears of both.",
  source: "tokio/src/signal/unix.rs and runtime/signal/mod.rs",
  options: { workers: { from: 0, to: 1 } },
  *model({ workers }) {
    const options = { name: "runtime", enableIo: true, workerThreads: 1 };
    // On a worker the driver may tell of a signal while the task is just about to wait.
    const runtime = yield* (
      workers === 0 ? Builder.newCurrentThread(options) : Builder.newMultiThread(options)
    ).build();
    yield* runtime.blockOn(async_(body));
    yield* runtime.drop();
  },
});
