/**
 * Two tasks wait for the same pipe, and there is one byte at a time: both are woken, one finds nothing. It clears
 * the readiness and waits for the next byte, of which the driver may have told by then.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Interest, type PollEvented } from "../../runtime/index.ts";
import { assert, type Op, pipe, type SysPipeReader, spawn } from "../../sim/index.ts";
import { DriverBench, ONE_BYTE } from "./support/driver-bench.ts";
import { good } from "./support/machine.ts";

function* readOne({ registration, source }: PollEvented<SysPipeReader>): Op<void> {
  const read = yield* blockOn(registration.asyncIo(Interest.READABLE, () => source.read(1)));
  assert(read.ok && read.value.length === 1, "there is a byte for each reader");
}

export const spuriousReadiness = scenario({
  name: "io/spurious-readiness",
  about: "Two readers of one pipe are woken for one byte, twice: one of them in vain.",
  source: "tokio runtime/io/scheduled_io.rs: readiness is a hint, and many may wait",
  *model() {
    const bench = new DriverBench();
    const { reader, writer } = pipe();
    const evented = yield* bench.registered(reader, Interest.READABLE);
    const thread = yield* bench.start();
    const other = yield* spawn(() => readOne(evented), "reader");
    for (let i = 0; i < 2; i++) good(yield* writer.write(ONE_BYTE), "write");
    yield* readOne(evented);
    yield* other.join();
    yield* evented.drop();
    yield* writer.close();
    yield* bench.stop(thread);
  },
});
