/**
 * The driver is shut down while somebody registers a pipe and waits for it. However late: the registration is
 * refused, or the wait ends with an error. Nobody is left waiting for a driver that is gone.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Interest, PollEvented } from "../../runtime/index.ts";
import { assert, type Op, pipe, spawn } from "../../sim/index.ts";
import { DriverBench } from "./support/driver-bench.ts";

export const registerAfterShutdown = scenario({
  name: "io/register-after-shutdown",
  about: "The driver is shut down while somebody registers a pipe and waits for it.",
  source: "tokio-rs/tokio PR #2903, issue #2924",
  *model() {
    const bench = new DriverBench();
    const { reader, writer } = pipe();
    const other = yield* spawn((): Op<void> => bench.driver.shutdown(bench), "driver");
    const evented = yield* PollEvented.new(reader, Interest.READABLE, { driver: bench });
    if (evented.ok) {
      const { registration } = evented.value;
      const read = yield* blockOn(registration.asyncIo(Interest.READABLE, () => reader.read(1)));
      assert(!read.ok, "nothing was written, and the driver is gone: that is an error");
      yield* evented.value.drop();
    }
    yield* other.join();
    yield* writer.close();
  },
});
