/**
 * A future panics inside of an async fn, at its first poll or after it was woken: what was awaited and the
 * locals are dropped by the unwinding, the async fn is in state 2, and another poll panics anew.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, caught, pollFn, wait } from "../../runtime/index.ts";
import { assert, catchUnwind, panic, spawn } from "../../sim/index.ts";
import { Logged, LoggedFuture } from "./support/logged.ts";
import { Signal } from "./support/signal.ts";

export const asyncPanics = scenario({
  name: "future/async-panics",
  about: "What an async fn awaits panics once a thread has told it of an event; catch_unwind hands the panic over.",
  source: "rustc coroutine.rs: POISONED; futures-util src/future/future/catch_unwind.rs",
  *model() {
    const log: string[] = [];
    const event = new Signal("event");
    const awaited = event.awaited();
    const panics = pollFn<void>(function* (cx) {
      const poll = yield* awaited.poll(cx);
      if (poll.ready) panic("inner");
      return poll;
    });
    const future = async_(
      function* () {
        const a = new Logged("a", log);
        try {
          yield* wait(new LoggedFuture("inner", log, panics));
        } finally {
          yield* a.drop();
        }
      },
      { name: "fn" },
    );
    const other = yield* spawn(() => event.happens(), "other");

    const result = yield* blockOn(caught(pollFn((cx) => future.poll(cx))));
    assert(!result.ok && result.panic.message === "inner", "the panic of what is awaited");
    assert(future.stateNumber === 2, "panicked");
    assert(log.join(", ") === "inner, a", `dropped by the unwinding: ${log.join(", ")}`);
    const again = yield* catchUnwind(() => blockOn(pollFn((cx) => future.poll(cx))));
    assert(!again.ok && again.panic.message === "`async fn` resumed after panicking", "polled after panicking");
    yield* future.drop();
    yield* other.join();
    yield* event.drop();
  },
});
