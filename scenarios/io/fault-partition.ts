/** For some minutes the server cannot be reached: an attempt to connect fails after a while, and the next may not. */
import { scenario } from "../../properties/index.ts";
import { encodeUtf8, read, TcpListener, TcpStream, wait, writeAll } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runBoth, SERVICE } from "./support/two-machines.ts";

/** Longer than a system goes on trying. */
const CUT_NS = 200_000_000_000;

function* client(): Op<void> {
  for (;;) {
    const connected = yield* wait(TcpStream.connect(SERVICE));
    if (!connected.ok) {
      assert(connected.error.kind === "TimedOut", "an attempt failed, and not because it took too long");
      continue;
    }
    const stream = connected.value;
    try {
      assert(stream.peerAddr().ok, "a stream is there that is not connected");
      yield* must(writeAll(stream, encodeUtf8("x")), "write");
    } finally {
      yield* stream.drop();
    }
    return;
  }
}

function* server(): Op<void> {
  const listener = yield* must(TcpListener.bind(SERVICE), "bind");
  try {
    const { stream } = yield* must(listener.accept(), "accept");
    try {
      const count = yield* must(read(stream, new Uint8Array(2)), "read");
      assert(count === 1, "a connection was made, and then not used");
    } finally {
      yield* stream.drop();
    }
  } finally {
    yield* listener.drop();
  }
}

export const faultPartition = scenario({
  name: "io/fault-partition",
  about: "A client that connects until it succeeds, to a server that cannot be reached for some minutes.",
  source: "connect(2): ETIMEDOUT; tcp(7): tcp_syn_retries; tokio net/tcp/stream.rs: connect takes the error",
  faults: { partition: { chance: 0.4, most: 2, minNs: CUT_NS, maxNs: CUT_NS } },
  model: () => runBoth(client, server),
});
