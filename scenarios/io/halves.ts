/**
 * The two halves of one stream in two tasks: both directions have a waker of their own, and the one that is told of
 * must not cost the other its own. The half to write is done first; dropping it says so to the other side.
 */
import { scenario } from "../../properties/index.ts";
import {
  async_,
  ByteVec,
  copy,
  encodeUtf8,
  type OwnedReadHalf,
  type OwnedWriteHalf,
  readToEnd,
  spawn,
  TcpListener,
  TcpStream,
  wait,
  writeAll,
} from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { pool } from "../scheduler/support/pool.ts";
import { must } from "./support/machine.ts";
import { LOCAL } from "./support/pair.ts";

const TEXT = encodeUtf8("ping");

function* echoes(listener: TcpListener): Op<void> {
  const { stream } = yield* must(listener.accept(), "accept");
  const [from, to] = stream.split();
  try {
    yield* must(copy(from, to, 2), "echo");
  } finally {
    yield* stream.drop();
    yield* listener.drop();
  }
}

function* writes(half: OwnedWriteHalf): Op<void> {
  try {
    for (let i = 0; i < TEXT.length; i += 2) yield* must(writeAll(half, TEXT.subarray(i, i + 2)), "write");
  } finally {
    yield* half.drop();
  }
}

function* readsAll(half: OwnedReadHalf): Op<number> {
  const bytes = new ByteVec();
  try {
    return yield* must(readToEnd(half, bytes), "read");
  } finally {
    yield* half.drop();
  }
}

export const halves = scenario({
  name: "io/halves",
  about: "Two tasks have the two halves of one stream, read and write at once, and meet an echo.",
  source: "tokio/tests/tcp_into_split.rs: split",
  options: { workers: { from: 1, to: 2 } },
  *model({ workers }) {
    const runtime = yield* pool(workers, { enableIo: true });
    const count = yield* runtime.blockOn(
      async_(function* () {
        const listener = yield* must(TcpListener.bind(LOCAL), "bind");
        const server = yield* spawn(
          async_(() => echoes(listener), { captures: [listener] }),
          "server",
        );
        const stream = yield* must(TcpStream.connect(LOCAL), "connect");
        const [reader, writer] = yield* stream.intoSplit();
        const writing = yield* spawn(
          async_(() => writes(writer), { captures: [writer] }),
          "writer",
        );
        const reading = yield* spawn(
          async_(() => readsAll(reader), { captures: [reader] }),
          "reader",
        );
        yield* wait(writing);
        yield* wait(server);
        const read = yield* wait(reading);
        return read.ok ? read.value : -1;
      }),
    );
    assert(count === TEXT.length, "an echo is not as long as what was sent");
    yield* runtime.drop();
  },
});
