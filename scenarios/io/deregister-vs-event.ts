/**
 * A pipe's end is dropped while the driver has an event of it in hand, behind one of another pipe, and a third one is
 * registered. The event finds what belongs to the one that was dropped, still there, and says nothing of the third.
 */
import { scenario } from "../../properties/index.ts";
import { Interest } from "../../runtime/index.ts";
import { assert, type Op, pipe, spawn } from "../../sim/index.ts";
import { DriverBench, ONE_BYTE } from "./support/driver-bench.ts";

export const deregisterVsEvent = scenario({
  name: "io/deregister-vs-event",
  about: "A pipe's end is dropped, and another registered, while the driver has an event of it in hand.",
  source: "tokio-rs/tokio PR #243 and PR #3019; runtime/io/registration_set.rs: pending_release",
  *model() {
    const bench = new DriverBench();
    const [busy, one, two] = [pipe({ name: "busy" }), pipe({ name: "one" }), pipe({ name: "two" })];
    const before = yield* bench.registered(busy.reader, Interest.READABLE);
    const first = yield* bench.registered(one.reader, Interest.READABLE);
    for (const { writer } of [busy, one]) yield* writer.write(ONE_BYTE);
    const other = yield* spawn(function* (): Op<void> {
      yield* bench.turn();
      yield* bench.turn();
    }, "driver");
    yield* first.drop();
    const second = yield* bench.registered(two.reader, Interest.READABLE);
    yield* other.join();
    const read = yield* second.registration.tryIo(Interest.READABLE, function* () {
      assert(false, "nothing was ever written to the second pipe, and it is said to be readable");
      return yield* two.reader.read(1);
    });
    assert(!read.ok && read.error.kind === "WouldBlock", "a pipe that is not readable would block");
    for (const evented of [before, second]) yield* evented.drop();
    for (const { writer } of [busy, one, two]) yield* writer.close();
    yield* bench.driver.shutdown(bench);
  },
});
