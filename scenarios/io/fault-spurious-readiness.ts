/** The poller tells of a readiness that is not there: whoever waits tries, finds nothing, and waits again. */
import { scenario } from "../../properties/index.ts";
import { encodeUtf8, read, type TcpStream, wait, writeAll, yieldNow } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runPair } from "./support/pair.ts";

const MESSAGE = encodeUtf8("whole");

function* sends(stream: TcpStream): Op<void> {
  // The driver has its turn, with nothing to tell.
  yield* wait(yieldNow());
  yield* must(writeAll(stream, MESSAGE), "write");
}

function* receives(stream: TcpStream): Op<void> {
  const count = yield* must(read(stream, new Uint8Array(2 * MESSAGE.length)), "read");
  assert(count === MESSAGE.length, "a message was read before it was written");
}

export const faultSpuriousReadiness = scenario({
  name: "io/fault-spurious-readiness",
  about: "A reader that waits for a message, and is told that it is there before it is.",
  source: "mio Poll, spurious events: operations must be prepared for WouldBlock",
  bounds: { steps: 3_000 },
  faults: { spuriousReadiness: { chance: 0.5, most: 3 } },
  model: () => runPair(sends, receives),
});
