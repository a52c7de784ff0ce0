/** The handle that polls for all panics: those who wait for it must hear of it. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, caught, shared, wait } from "../../runtime/index.ts";
import { assert, panic, spawn } from "../../sim/index.ts";
import { Signal } from "../future/support/signal.ts";

export const sharedPollPanics = scenario({
  name: "sync/shared-poll-panics",
  about: "Two handles of a shared future wait for an event, and what comes after the event panics.",
  source: "rust-lang/futures-rs#2706: all other clones will potentially never learn about the panic",
  *model() {
    const event = new Signal("event");
    const one = shared(
      async_(function* () {
        yield* wait(event.awaited());
        panic("after the event");
      }),
    );
    const two = yield* one.clone();
    const happens = yield* spawn(() => event.happens(), "event");
    const other = yield* spawn(() => blockOn(caught(two)), "other");
    const result = yield* blockOn(caught(one));
    const others = yield* other.join();
    assert(!result.ok && !others.ok, "both handles panic");
    yield* happens.join();
    yield* event.drop();
  },
});
