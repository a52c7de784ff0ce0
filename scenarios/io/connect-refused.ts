/** A client is refused as long as nobody listens. Then somebody does, just now or a moment later, and it gets through. */
import { scenario } from "../../properties/index.ts";
import { sleep, TcpListener, TcpStream, wait } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { must } from "./support/machine.ts";
import { runBoth, SERVICE } from "./support/two-machines.ts";

/** When the server begins to listen, and how often the client tries. */
const LATE_NS = 1_000_000;
const RETRY_NS = 500_000;

function* listens(): Op<void> {
  yield* wait(sleep(LATE_NS));
  const listener = yield* must(TcpListener.bind(SERVICE), "bind");
  const { stream } = yield* must(listener.accept(), "accept");
  yield* stream.drop();
  yield* listener.drop();
}

function* insists(): Op<void> {
  for (let refusals = 0; ; refusals++) {
    const connected = yield* wait(TcpStream.connect(SERVICE));
    if (connected.ok) {
      assert(refusals > 0, "a connection is there before anybody listens");
      yield* connected.value.drop();
      return;
    }
    assert(connected.error.kind === "ConnectionRefused", "a connection fails, and is not refused");
    yield* wait(sleep(RETRY_NS));
  }
}

export const connectRefused = scenario({
  name: "io/connect-refused",
  about: "A client asks for a connection again and again until its server listens.",
  source: "tokio/tests/tcp_connect.rs; connect(2): ECONNREFUSED",
  model: () => runBoth(insists, listens),
});
