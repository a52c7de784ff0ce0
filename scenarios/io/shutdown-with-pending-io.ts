/**
 * A runtime is dropped while one of its tasks waits for a pipe, and while a thread that is none of its own waits for
 * another: the task is cancelled, the thread is told that the driver is gone.
 */
import { scenario } from "../../properties/index.ts";
import { async_, Builder, blockOn, Interest, PollEvented, wait } from "../../runtime/index.ts";
import { assert, type Op, pipe, type SysPipeReader, spawn } from "../../sim/index.ts";
import { good } from "./support/machine.ts";

/** A task's own; it never comes back. */
function* readsForEver(evented: PollEvented<SysPipeReader>): Op<void> {
  const { registration, source } = evented;
  try {
    yield* wait(registration.asyncIo(Interest.READABLE, () => source.read(1)));
  } finally {
    yield* evented.drop();
  }
}

export const shutdownWithPendingIo = scenario({
  name: "io/shutdown-with-pending-io",
  about: "A runtime is dropped while a task of its own and a foreign thread wait for pipes.",
  source: "tokio tests/io_driver_drop.rs, tests/rt_handle_block_on.rs",
  *model() {
    const runtime = yield* Builder.newCurrentThread({ enableIo: true }).build();
    const [own, foreign] = [pipe({ name: "own" }), pipe({ name: "foreign" })];
    const current = runtime.enter();
    const ours = good(yield* PollEvented.new(own.reader, Interest.READABLE), "registration");
    const theirs = good(yield* PollEvented.new(foreign.reader, Interest.READABLE), "registration");
    current.drop();
    const task = yield* runtime.spawn(
      async_(() => readsForEver(ours), { captures: [ours] }),
      "reader",
    );
    const thread = yield* spawn(function* (): Op<void> {
      const event = yield* blockOn(theirs.registration.readiness(Interest.READABLE));
      assert(!event.ok, "nothing was written, and the driver is gone: that is an error");
      yield* theirs.drop();
    }, "foreign");
    yield* runtime.drop();
    yield* thread.join();
    const joined = yield* blockOn(task);
    assert(!joined.ok && joined.error.isCancelled, "a task that waits is cancelled by the shutdown");
    for (const { writer } of [own, foreign]) yield* writer.close();
  },
});
