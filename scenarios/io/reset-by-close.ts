/** One side closes with bytes unread, which resets the connection: the other must be woken, and told why. */
import { scenario } from "../../properties/index.ts";
import { encodeUtf8, read, type TcpStream, wait, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runPair } from "./support/pair.ts";

function* writesAndReads(stream: TcpStream): Op<void> {
  yield* must(writeAll(stream, encodeUtf8("unheard")), "write");
  const answer = yield* wait(read(stream, new Uint8Array(1)));
  assert(!answer.ok && answer.error.kind === "ConnectionReset", "a connection was reset, and the reader was not told");
}

/** Knows that there is something, and does not want it. */
function* closes(stream: TcpStream): Op<void> {
  yield* must(stream.readable(), "readable");
}

export const resetByClose = scenario({
  name: "io/reset-by-close",
  about: "A reader waits for an answer while the other side closes with the question unread.",
  source: "tokio/tests/tcp_stream.rs: reset and poll errors; RFC 2525, 2.17",
  model: () => runPair(writesAndReads, closes),
});
