/**
 * An output panics when it is dropped, which nobody wants to know: the join handle is gone or just going.
 * Whoever drops it, the worker or the handle, goes on giving up its reference.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, type Poll, ready } from "../../runtime/index.ts";
import { assert, catchUnwind, type Op, panic, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";
import { Resource } from "./support/resource.ts";

class PanicsWhenDropped extends Resource {
  override *drop(): Op<void> {
    yield* super.drop();
    panic("in drop");
  }
}

class GivesPanickyOutput extends HoldingFuture<Resource> {
  readonly output = new PanicsWhenDropped("output");

  *poll(_cx: Context): Op<Poll<Resource>> {
    return ready(this.output);
  }
}

export const panicInOutputDrop = scenario({
  name: "task/panic-in-output-drop",
  about: "The main thread drops a join handle, while a worker completes the task, whose output panics when dropped.",
  source: "tokio-rs/tokio#3967: fix leak if output of future panics on drop",
  *model() {
    const scheduler = new FifoScheduler();
    const future = new GivesPanickyOutput();
    const join = yield* scheduler.spawn(future, "task");
    // Should the panic get out after all, it is caught: what counts is what it leaves behind.
    const worker = yield* spawn(() => catchUnwind(() => scheduler.tick()), "worker");
    yield* catchUnwind(() => join.drop());
    yield* worker.join();
    assert(future.output.droppedBy !== null, "the output outlived task and join handle");
  },
});
