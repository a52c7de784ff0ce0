/** The system takes a part of what is written, although it has room for more: the rest must be written again. */
import { scenario } from "../../properties/index.ts";
import { ByteVec, encodeUtf8, readToEnd, type TcpStream, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runPair } from "./support/pair.ts";

const MESSAGE = encodeUtf8("whole");

function* sends(stream: TcpStream): Op<void> {
  yield* must(writeAll(stream, MESSAGE), "write");
}

function* receives(stream: TcpStream): Op<void> {
  const received = new ByteVec();
  yield* must(readToEnd(stream, received), "read");
  assert(`${received.slice}` === `${MESSAGE}`, "what was written is not what was sent");
}

export const faultShortWrite = scenario({
  name: "io/fault-short-write",
  about: "A writer that wants a whole message on its way, of which the system takes parts.",
  source: "write(2): fewer bytes than given; tokio io/util/write_all.rs",
  faults: { shortWrite: { chance: 0.5 } },
  model: () => runPair(sends, receives),
});
