/** A writer that is faster than its reader: it waits for room, and each edge that tells of some must reach it. */
import { scenario } from "../../properties/index.ts";
import { async_, read, spawn, TcpListener, TcpStream, wait, write, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { evenNetwork, must, runOnPool } from "./support/machine.ts";

const BUFFER = 4;
const ADDR = { host: "host", port: 80 };
const MESSAGE = Uint8Array.from({ length: 10 }, (_, at) => at);

/** Two bytes at a time, up to the end. */
function* reads(listener: TcpListener): Op<void> {
  const { stream } = yield* must(listener.accept(), "accept");
  const bytes = new Uint8Array(2);
  let received = 0;
  for (;;) {
    const count = yield* must(read(stream, bytes), "read");
    if (count === 0) break;
    for (const byte of bytes.subarray(0, count)) assert(byte === MESSAGE[received++], "a byte is out of order");
  }
  assert(received === MESSAGE.length, "a byte is missing");
  yield* stream.drop();
  yield* listener.drop();
}

/** Both are tasks of one machine. */
function* both(): Op<void> {
  const listener = yield* must(TcpListener.bind(ADDR), "bind");
  const reader = yield* spawn(
    async_(() => reads(listener), { captures: [listener] }),
    "reader",
  );
  yield* writes();
  yield* wait(reader);
}

/** Before anybody reads, no more goes in than there is room for. */
function* writes(): Op<void> {
  const stream = yield* must(TcpStream.connect(ADDR), "connect");
  const filled = yield* must(write(stream, MESSAGE), "write");
  assert(filled === BUFFER, "more goes in than there is room for");
  yield* must(writeAll(stream, MESSAGE.subarray(filled)), "write");
  yield* stream.drop();
}

export const backpressure = scenario({
  name: "io/backpressure",
  about: "A writer of more than the connection holds, and a reader of a few bytes at a time.",
  source: "tokio/tests/tcp_stream.rs: try_read_write, until the buffers are full",
  *model() {
    const machine = yield* runOnPool(evenNetwork(BUFFER).host("host"), both);
    yield* machine.join();
  },
});
