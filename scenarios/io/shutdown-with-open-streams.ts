/** A runtime ends while its tasks accept, read, and wait for room to write: all of it is dropped, and closed. */
import { scenario } from "../../properties/index.ts";
import { async_, read, spawn, TcpListener, TcpStream, writeAll } from "../../runtime/index.ts";
import type { Op } from "../../sim/index.ts";
import { evenNetwork, must, runOnPool } from "./support/machine.ts";

const BUFFER = 4;
const ADDR = { host: "host", port: 80 };

/** Takes connections in, and never reads. */
function* accepts(listener: TcpListener): Op<void> {
  const kept: TcpStream[] = [];
  try {
    for (;;) kept.push((yield* must(listener.accept(), "accept")).stream);
  } finally {
    for (const stream of kept) yield* stream.drop();
    yield* listener.drop();
  }
}

function* readsFor(stream: TcpStream): Op<void> {
  try {
    yield* must(read(stream, new Uint8Array(1)), "read");
  } finally {
    yield* stream.drop();
  }
}

function* writesTo(stream: TcpStream): Op<void> {
  try {
    yield* must(writeAll(stream, new Uint8Array(2 * BUFFER)), "write");
  } finally {
    yield* stream.drop();
  }
}

/** Leaves three tasks behind that wait. */
function* leaves(): Op<void> {
  const listener = yield* must(TcpListener.bind(ADDR), "bind");
  yield* (yield* spawn(
    async_(() => accepts(listener), { captures: [listener] }),
    "accepts",
  )).drop();
  const quiet = yield* must(TcpStream.connect(ADDR), "connect");
  yield* (yield* spawn(
    async_(() => readsFor(quiet), { captures: [quiet] }),
    "reads",
  )).drop();
  const full = yield* must(TcpStream.connect(ADDR), "connect");
  yield* (yield* spawn(
    async_(() => writesTo(full), { captures: [full] }),
    "writes",
  )).drop();
}

export const shutdownWithOpenStreams = scenario({
  name: "io/shutdown-with-open-streams",
  about: "Tasks that wait for connections, bytes and room, and the end of their runtime.",
  source: "tokio/tests/rt_handle_block_on.rs: sockets of a runtime that was shut down",
  *model() {
    const network = evenNetwork(BUFFER);
    const machine = yield* runOnPool(network.host("host"), leaves);
    yield* machine.join();
  },
});
