/** The handle that polls for all is dropped: the other one must not go on waiting for it. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, shared, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Signal } from "../future/support/signal.ts";
import { pollOnce } from "./support/poll-once.ts";

export const sharedHandleDropped = scenario({
  name: "sync/shared-handle-dropped",
  about: "A handle of a shared future is dropped after its poll, while the event happens and another handle waits.",
  source: "rust-lang/futures-rs, futures/tests/future_shared.rs: drop_on_one_task_ok",
  *model() {
    const event = new Signal("event");
    const one = shared(
      async_(function* () {
        yield* wait(event.awaited());
        return "output";
      }),
    );
    const two = yield* one.clone();
    const other = yield* spawn(() => blockOn(two), "other");
    const happens = yield* spawn(() => event.happens(), "event");
    yield* pollOnce(one);
    yield* one.drop();
    assert((yield* other.join()) === "output", "the other handle's output");
    yield* happens.join();
    yield* event.drop();
  },
});
