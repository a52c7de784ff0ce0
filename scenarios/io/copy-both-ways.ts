/** A proxy between a client and an echo: what comes in at one side goes out at the other, and so does the end. */
import { scenario } from "../../properties/index.ts";
import {
  async_,
  ByteVec,
  copy,
  copyBidirectional,
  encodeUtf8,
  readToEnd,
  shutdown,
  spawn,
  TcpListener,
  TcpStream,
  wait,
  writeAll,
} from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must, runOnWorker } from "./support/machine.ts";
import { LOCAL } from "./support/pair.ts";

const PROXY = { ...LOCAL, port: 81 };
const TEXT = encodeUtf8("there");

/** Smaller than what is sent. */
const SIZE = 4;

function* echoes(listener: TcpListener): Op<void> {
  const { stream } = yield* must(listener.accept(), "accept");
  const [from, to] = stream.split();
  yield* must(copy(from, to, SIZE), "echo");
  yield* stream.drop();
  yield* listener.drop();
}

function* proxies(listener: TcpListener): Op<void> {
  const { stream } = yield* must(listener.accept(), "accept");
  const onward = yield* must(TcpStream.connect(LOCAL), "connect");
  const [there, back] = yield* must(copyBidirectional(stream, onward, SIZE), "proxy");
  assert(there === TEXT.length && back === there, "a proxy keeps some of what it should pass on");
  yield* onward.drop();
  yield* stream.drop();
  yield* listener.drop();
}

function* asks(): Op<void> {
  const echo = yield* must(TcpListener.bind(LOCAL), "bind");
  const proxy = yield* must(TcpListener.bind(PROXY), "bind");
  const echoing = yield* spawn(
    async_(() => echoes(echo), { captures: [echo] }),
    "echo",
  );
  const proxying = yield* spawn(
    async_(() => proxies(proxy), { captures: [proxy] }),
    "proxy",
  );
  const stream = yield* must(TcpStream.connect(PROXY), "connect");
  yield* must(writeAll(stream, TEXT), "write");
  yield* must(shutdown(stream), "shutdown");
  const answer = new ByteVec();
  yield* must(readToEnd(stream, answer), "read");
  assert(`${answer.slice}` === `${TEXT}`, "an echo through a proxy is not what was sent");
  yield* stream.drop();
  yield* wait(proxying);
  yield* wait(echoing);
}

export const copyBothWays = scenario({
  name: "io/copy-both-ways",
  about: "A proxy copies both ways between a client and an echo, through buffers smaller than the message.",
  source: "tokio/tests/io_copy_bidirectional.rs: basic_transfer, transfer_after_close",
  *model() {
    yield* runOnWorker(asks);
  },
});
