/**
 * A reader was told of a byte that somebody else has read by then: its read finds nothing, and it clears the
 * readiness. Meanwhile the driver has more events of the same pipe. The poller will not tell of them again, so a
 * clearing that comes too late must change nothing.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Interest } from "../../runtime/index.ts";
import { assert, type Op, pipe, spawn } from "../../sim/index.ts";
import { DriverBench, ONE_BYTE } from "./support/driver-bench.ts";
import { good } from "./support/machine.ts";

export const staleTick = scenario({
  name: "io/stale-tick",
  about: "A read that finds nothing clears the readiness while the driver has newer events of the pipe.",
  source: "tokio-rs/tokio issues #6133 and #8331: readiness that is cleared by who has not seen it",
  options: { events: { from: 1, to: 2 }, idleTurns: { from: 0, to: 3 } },
  *model({ events, idleTurns }) {
    const bench = new DriverBench();
    const { reader, writer } = pipe();
    const evented = yield* bench.registered(reader, Interest.READABLE);
    yield* writer.write(ONE_BYTE);
    yield* bench.turn();
    yield* reader.read(1);
    const other = yield* spawn(function* (): Op<void> {
      for (let i = 0; i < idleTurns; i++) yield* bench.turn();
      for (let i = 0; i < events; i++) {
        good(yield* writer.write(ONE_BYTE), "write");
        yield* bench.turn();
      }
    }, "driver");
    const { registration } = evented;
    const read = yield* blockOn(registration.asyncIo(Interest.READABLE, () => reader.read(1)));
    assert(read.ok && read.value.length === 1, "a byte was written, and not read");
    yield* other.join();
    yield* evented.drop();
    yield* writer.close();
    yield* bench.driver.shutdown(bench);
  },
});
