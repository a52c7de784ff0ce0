/**
 * Two workers share one driver: one sleeps in the poller, the other on its condition variable. A task on each of them
 * waits for the other's bytes, so whoever wakes leaves the driver to whoever goes to sleep next.
 */
import { scenario } from "../../properties/index.ts";
import { async_, Interest, PollEvented, spawn, wait } from "../../runtime/index.ts";
import { assert, type Op, pipe, type SysPipeReader, type SysPipeWriter } from "../../sim/index.ts";
import { pool } from "../scheduler/support/pool.ts";
import { ONE_BYTE } from "./support/driver-bench.ts";
import { good, must } from "./support/machine.ts";

function* passOn(reader: SysPipeReader, writer: SysPipeWriter, first: boolean): Op<void> {
  const from = good(yield* PollEvented.new(reader, Interest.READABLE), "registration");
  try {
    if (first) good(yield* writer.write(ONE_BYTE), "write");
    const read = yield* must(
      from.registration.asyncIo(Interest.READABLE, () => reader.read(1)),
      "read",
    );
    assert(read.length === 1, "one byte at a time");
    if (!first) good(yield* writer.write(ONE_BYTE), "write");
  } finally {
    yield* from.drop();
    yield* writer.close();
  }
}

export const driverHandover = scenario({
  name: "io/driver-handover",
  about: "Two tasks of a runtime with two workers pass a byte to and fro, and the workers the driver.",
  source: "tokio runtime/scheduler/multi_thread/park.rs: the driver behind a try_lock",
  *model() {
    const runtime = yield* pool(2, { enableIo: true });
    const [there, back] = [pipe({ name: "there" }), pipe({ name: "back" })];
    yield* runtime.blockOn(
      async_(function* () {
        const one = yield* spawn(
          async_(() => passOn(back.reader, there.writer, true)),
          "one",
        );
        const two = yield* spawn(
          async_(() => passOn(there.reader, back.writer, false)),
          "two",
        );
        for (const join of [one, two]) assert((yield* wait(join)).ok, "a task failed");
      }),
    );
    yield* runtime.drop();
  },
});
