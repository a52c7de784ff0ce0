/**
 * A task waits until there is room in a full pipe, and the other end is closed. All that the operating system says
 * to that is "error": it must end the wait.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Interest, pollFn } from "../../runtime/index.ts";
import { assert, pipe, spawn } from "../../sim/index.ts";
import { DriverBench, ONE_BYTE } from "./support/driver-bench.ts";
import { good } from "./support/machine.ts";

export const closedReader = scenario({
  name: "io/closed-reader",
  about: "A writer waits for room in a pipe whose reader is closed.",
  source: "tokio-rs/tokio PR #2218, issue #2174: EPOLLERR alone",
  *model() {
    const bench = new DriverBench();
    const { reader, writer } = pipe({ capacity: 1 });
    good(yield* writer.write(ONE_BYTE), "write");
    const evented = yield* bench.registered(writer, Interest.WRITABLE);
    const thread = yield* bench.start();
    const other = yield* spawn(() => reader.close(), "closer");
    const { registration } = evented;
    const written = yield* blockOn(pollFn((cx) => registration.pollWriteIo(cx, () => writer.write(ONE_BYTE))));
    assert(!written.ok && written.error.kind === "BrokenPipe", "nobody will read what is written to a closed reader");
    yield* other.join();
    yield* evented.drop();
    yield* bench.stop(thread);
  },
});
