/**
 * The books' timer, done right: the future is polled by one task, then handed to another, which waits for it.
 * Whoever polled last is woken.
 */
import { scenario } from "../../properties/index.ts";
import { AsyncTimerFuture, blockOn, pollFn, READY } from "../../runtime/index.ts";
import { assert, now, spawn } from "../../sim/index.ts";

const NS = 1_000;

export const asyncTimer = scenario({
  name: "future/async-timer",
  about: "A timer's thread sets the flag and wakes, while its future is polled by one task and then by another.",
  source: "Asynchronous Programming in Rust (rust-lang/async-book), Applied: Build a Timer",
  *model() {
    const timer = yield* AsyncTimerFuture.after(NS);
    yield* blockOn(
      pollFn(function* (cx) {
        yield* timer.poll(cx);
        return READY;
      }),
    );
    const consumer = yield* spawn(() => blockOn(timer), "consumer");
    yield* consumer.join();
    assert(now() >= NS, "not before its time");
  },
});
