/** The poller tells of a readiness that is not there: whoever waits tries, finds nothing, and waits again. */
import { scenario } from "../../properties/index.ts";
import { async_, encodeUtf8, read, spawn, wait, writeAll, yieldNow } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";
import { must, runHere } from "./support/machine.ts";
import { withPair } from "./support/pair.ts";

const MESSAGE = encodeUtf8("whole");

export const faultSpuriousReadiness = scenario({
  name: "io/fault-spurious-readiness",
  about: "A reader that waits for a message, and is told that it is there before it is.",
  source: "mio Poll, spurious events: operations must be prepared for WouldBlock",
  bounds: { steps: 3_000 },
  faults: { spuriousReadiness: { chance: 0.5, most: 3 } },
  *model() {
    yield* runHere("rt", () =>
      withPair(function* ({ client, server }) {
        const reads = () => must(read(server, new Uint8Array(2 * MESSAGE.length)), "read");
        const reading = yield* spawn(async_(reads), "reader");
        // The driver has its turn, with nothing to tell.
        yield* wait(yieldNow());
        yield* must(writeAll(client, MESSAGE), "write");
        const count = yield* wait(reading);
        assert(count.ok && count.value === MESSAGE.length, "a message was read before it was written");
      }),
    );
  },
});
