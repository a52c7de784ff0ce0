/** One side is done with writing and goes on reading: the other sees the end, and can still answer. */
import { scenario } from "../../properties/index.ts";
import { ByteVec, encodeUtf8, readToEnd, shutdown, type TcpStream, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runPair } from "./support/pair.ts";

const REQUEST = encodeUtf8("request");
const ANSWER = encodeUtf8("answer");

function* asks(stream: TcpStream): Op<void> {
  yield* must(writeAll(stream, REQUEST), "write");
  yield* must(shutdown(stream), "shutdown");
  yield* readsAll(stream, ANSWER);
}

function* answers(stream: TcpStream): Op<void> {
  yield* readsAll(stream, REQUEST);
  yield* must(writeAll(stream, ANSWER), "answer");
}

function* readsAll(stream: TcpStream, expected: Uint8Array): Op<void> {
  const bytes = new ByteVec();
  yield* must(readToEnd(stream, bytes), "read");
  assert(`${bytes.slice}` === `${expected}`, "what was read up to the end is not what was written");
}

export const halfClose = scenario({
  name: "io/half-close",
  about: "A client writes, shuts down that direction, and reads; its server answers after the end.",
  source: "tokio/tests/tcp_shutdown.rs: shutdown",
  model: () => runPair(asks, answers),
});
