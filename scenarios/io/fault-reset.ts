/** The connection is reset in the midst of a transfer: who reads to the end must not take what came for all of it. */
import { scenario } from "../../properties/index.ts";
import { ByteVec, encodeUtf8, readToEnd, shutdown, wait, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { runHere } from "./support/machine.ts";
import { withPair } from "./support/pair.ts";

const PARTS = ["one ", "two ", "three"].map(encodeUtf8);
const LENGTH = PARTS.reduce((sum, { length }) => sum + length, 0);

/** Whether all parts were taken. */
function* writeParts(to: Parameters<typeof writeAll>[0]): Op<boolean> {
  for (const part of PARTS) {
    const written = yield* wait(writeAll(to, part));
    if (!written.ok) return false;
  }
  const over = yield* wait(shutdown(to));
  return over.ok;
}

export const faultReset = scenario({
  name: "io/fault-reset",
  about: "A transfer in three parts, and a reset before any of them.",
  source: "recv(2): ECONNRESET; tokio io/util/read_to_end.rs",
  faults: { reset: { chance: 0.3 } },
  *model() {
    yield* runHere("rt", () =>
      withPair(function* ({ client, server }) {
        const complete = yield* writeParts(client);
        const received = new ByteVec();
        const read = yield* wait(readToEnd(server, received));
        assert(read.ok === complete, "a transfer that was cut is taken for a complete one, or the other way round");
        assert(!read.ok || received.length === LENGTH, "a complete transfer is not all of it");
      }),
    );
  },
});
