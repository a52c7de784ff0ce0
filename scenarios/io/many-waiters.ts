/**
 * More tasks wait for one resource than are woken at a time: between two batches the lock is free, and one more
 * comes, another one goes. Who waits when the driver is done is woken.
 */
import { scenario } from "../../properties/index.ts";
import { Context, Interest, IoReady, noopWaker, Readiness, RecordingWaker, ScheduledIo } from "../../runtime/index.ts";
import { Arc, assert, type Op, spawn } from "../../sim/index.ts";

const WAITERS = 33;

function* pollAndDrop(shared: Arc<ScheduledIo>): Op<void> {
  const readiness = new Readiness(shared, Interest.READABLE);
  const waker = noopWaker();
  yield* readiness.poll(new Context(waker));
  yield* readiness.drop();
  yield* waker.drop();
}

export const manyWaiters = scenario({
  name: "io/many-waiters",
  about: "An event wakes 33 waiters in two batches while one more comes and goes.",
  source: "tokio runtime/io/scheduled_io.rs: wake, NUM_WAKERS",
  *model() {
    const shared = new Arc(new ScheduledIo("io", 2));
    const io = yield* shared.get();
    const recording = new RecordingWaker("waiters");
    const waker = recording.waker();
    const all: Readiness[] = [];
    for (let i = 0; i < WAITERS; i++) {
      const readiness = new Readiness(shared, Interest.READABLE);
      yield* readiness.poll(new Context(waker));
      all.push(readiness);
    }
    const other = yield* spawn(() => pollAndDrop(shared), "late");
    const [oldest] = all.splice(0, 1);
    const drops = yield* spawn(() => (oldest as Readiness).drop(), "dropper"); // there are 33
    yield* io.dispatch(IoReady.READABLE);
    yield* other.join();
    yield* drops.join();
    assert(recording.wakes >= WAITERS - 1, "a waiter was not woken");
    for (const readiness of all) yield* readiness.drop();
    yield* waker.drop();
    yield* shared.drop();
  },
});
