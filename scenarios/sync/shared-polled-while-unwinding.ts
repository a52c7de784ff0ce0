/** A shared future is polled by a drop that runs while something else unwinds: that panic is not the future's. */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, shared, wait } from "../../runtime/index.ts";
import { assert, catchUnwind, panic, spawn } from "../../sim/index.ts";
import { Signal } from "../future/support/signal.ts";
import { pollOnce } from "./support/poll-once.ts";

export const sharedPolledWhileUnwinding = scenario({
  name: "sync/shared-polled-while-unwinding",
  about: "One handle of a shared future is polled during the unwinding of another panic; the other one awaits it.",
  source: "rust-lang/futures-rs#2575: dropping a Shared during an unrelated panic",
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
    const unrelated = yield* catchUnwind(function* () {
      try {
        panic("unrelated");
      } finally {
        yield* pollOnce(one);
        yield* one.drop();
      }
    });
    assert(!unrelated.ok && unrelated.panic.payload === "unrelated", "the panic goes on");
    assert((yield* blockOn(two)) === "output", "the other handle's output");
    yield* happens.join();
    yield* event.drop();
  },
});
