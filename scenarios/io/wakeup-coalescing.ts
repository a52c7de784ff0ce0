/**
 * Two threads unpark a driver that sleeps in the poller, or is about to: both wakeups may be one event, and what
 * was done before either of them is seen by who is woken.
 */
import { scenario } from "../../properties/index.ts";
import { AtomicWaker, Builder, pollFn, READY } from "../../runtime/index.ts";
import { AtomicUsize, assert, type Op, spawn } from "../../sim/index.ts";

const THREADS = 2;

export const wakeupCoalescing = scenario({
  name: "io/wakeup-coalescing",
  about: "Two threads wake a task while the only thread of its runtime goes to sleep in the poller.",
  source: "tokio runtime/io/driver.rs: TOKEN_WAKEUP; mio's Waker is an eventfd",
  *model() {
    const runtime = yield* Builder.newCurrentThread({ enableIo: true }).build();
    const count = new AtomicUsize(0, "count");
    const atomicWaker = new AtomicWaker("waker");
    const done = pollFn(function* (cx) {
      yield* atomicWaker.registerByRef(cx.waker);
      return (yield* count.load("Acquire")) === THREADS ? READY : { ready: false };
    });
    const threads = [];
    for (let i = 0; i < THREADS; i++) {
      const thread = yield* spawn(function* (): Op<void> {
        yield* count.fetchAdd(1, "Release");
        yield* atomicWaker.wake();
      }, `waker${i}`);
      threads.push(thread);
    }
    yield* runtime.blockOn(done);
    for (const thread of threads) yield* thread.join();
    assert((yield* count.load("Relaxed")) === THREADS, "the future was ready too early");
    yield* atomicWaker.drop();
    yield* runtime.drop();
  },
});
