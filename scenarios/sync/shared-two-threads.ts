/** Two threads await the same future, which a third one completes: both have the output. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, shared, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Signal } from "../future/support/signal.ts";

export const sharedTwoThreads = scenario({
  name: "sync/shared-two-threads",
  about: "Two handles of a shared future are polled at the same time while its event happens.",
  source: "rust-lang/futures-rs, futures/tests/future_shared.rs: threads",
  *model() {
    const event = new Signal("event");
    const one = shared(
      async_(function* () {
        yield* wait(event.awaited());
        return "output";
      }),
    );
    const two = yield* one.clone();
    const happens = yield* spawn(() => event.happens(), "event");
    const other = yield* spawn(() => blockOn(two), "other");
    assert((yield* blockOn(one)) === "output", "this handle's output");
    assert((yield* other.join()) === "output", "the other handle's output");
    yield* happens.join();
    yield* event.drop();
  },
});
