/**
 * tokio 1.53 writes the word anew where it clears readiness, without the bit that says that the driver is gone. A read
 * that finds nothing while the driver is shut down waits for ever. Wrong on purpose, for so it is there.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Interest } from "../../runtime/index.ts";
import { type Op, pipe, spawn } from "../../sim/index.ts";
import { DriverBench, ONE_BYTE } from "./support/driver-bench.ts";

export const shutdownForgotten = scenario({
  name: "io/shutdown-forgotten",
  about: "A read that finds nothing clears the readiness while the driver is shut down.",
  source: "tokio runtime/io/scheduled_io.rs: set_readiness drops the shutdown bit where it clears",
  expect: { kind: "lost-wakeup" },
  *model() {
    const bench = new DriverBench();
    const { reader, writer } = pipe();
    const evented = yield* bench.registered(reader, Interest.READABLE);
    yield* writer.write(ONE_BYTE);
    yield* bench.turn();
    yield* reader.read(1);
    const other = yield* spawn((): Op<void> => bench.driver.shutdown(bench), "driver");
    yield* blockOn(evented.registration.asyncIo(Interest.READABLE, () => reader.read(1)));
    yield* other.join();
    yield* evented.drop();
    yield* writer.close();
  },
});
