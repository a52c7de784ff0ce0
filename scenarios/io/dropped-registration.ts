/**
 * A task that waits for a pipe is dropped, and the pipe's end with it. Its waker lies in what the driver keeps of the
 * registration; it must go at once, for it may be what keeps the task, and through it the runtime, alive.
 */
import { scenario } from "../../properties/index.ts";
import { Context, Interest, RecordingWaker } from "../../runtime/index.ts";
import { assert, type Op, pipe, spawn } from "../../sim/index.ts";
import { DriverBench, ONE_BYTE } from "./support/driver-bench.ts";

export const droppedRegistration = scenario({
  name: "io/dropped-registration",
  about: "A registration is dropped with a waker in it, while the driver may have an event of it.",
  source: "tokio-rs/tokio PR #3477: memory leak during shutdown",
  *model() {
    const bench = new DriverBench();
    const { reader, writer } = pipe();
    const evented = yield* bench.registered(reader, Interest.READABLE);
    const recording = new RecordingWaker("reader");
    const waker = recording.waker();
    yield* evented.registration.pollReadReady(new Context(waker));
    const other = yield* spawn(function* (): Op<void> {
      yield* writer.write(ONE_BYTE);
      yield* bench.turn();
    }, "driver");
    yield* evented.drop();
    yield* other.join();
    const gone = recording.count("drop") + recording.count("wake");
    assert(gone === recording.count("clone"), "a waker outlives the registration");
    yield* waker.drop();
    yield* writer.close();
    yield* bench.driver.shutdown(bench);
  },
});
