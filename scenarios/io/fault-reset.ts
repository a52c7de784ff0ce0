/** The connection is reset in the midst of a transfer: who reads to the end must not take what came for all of it. */
import { scenario } from "../../properties/index.ts";
import { ByteVec, encodeUtf8, readToEnd, type TcpStream, wait, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { runPair } from "./support/pair.ts";

const PARTS = ["one ", "two ", "three"].map(encodeUtf8);
const LENGTH = PARTS.reduce((sum, { length }) => sum + length, 0);

function* sends(stream: TcpStream): Op<void> {
  for (const part of PARTS) {
    const written = yield* wait(writeAll(stream, part));
    if (!written.ok) return;
  }
}

function* receives(stream: TcpStream): Op<void> {
  const received = new ByteVec();
  const read = yield* wait(readToEnd(stream, received));
  assert(!read.ok || received.length === LENGTH, "a transfer that was cut is taken for a complete one");
}

export const faultReset = scenario({
  name: "io/fault-reset",
  about: "A transfer in three parts, and a reset before any of them.",
  source: "recv(2): ECONNRESET; tokio io/util/read_to_end.rs",
  faults: { reset: { chance: 0.3 } },
  model: () => runPair(sends, receives),
});
