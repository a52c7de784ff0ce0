/** A machine refuses the first connection that it is asked for; the next address is one where there is a service, too. */
import { scenario } from "../../properties/index.ts";
import { async_, spawn, TcpListener, TcpStream, wait } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must, runOnWorker } from "./support/machine.ts";
import { LOCAL } from "./support/pair.ts";

const OTHER = { ...LOCAL, port: 81 };

function* connectToEither(): Op<void> {
  const first = yield* must(TcpListener.bind(LOCAL), "bind");
  const second = yield* must(TcpListener.bind(OTHER), "bind");
  try {
    const stream = yield* must(TcpStream.connect([LOCAL, OTHER]), "connect");
    assert(stream.peerAddr().ok, "a stream is there that is not connected");
    yield* stream.drop();
  } finally {
    yield* second.drop();
    yield* first.drop();
  }
}

/** The client is a task, on the worker. */
function* spawnAndWait(): Op<void> {
  yield* wait(yield* spawn(async_(connectToEither), "client"));
}

export const faultRefusal = scenario({
  name: "io/fault-refusal",
  about: "A client with two addresses of one service, of which the first may refuse.",
  source: "connect(2): ECONNREFUSED; tokio net/tcp/stream.rs: connect tries each address",
  faults: { refusal: { chance: 0.5, most: 1 } },
  *model() {
    yield* runOnWorker(spawnAndWait);
  },
});
