/**
 * A machine goes down and comes back, and nobody told those who are connected to it: they find out when they send
 * something. Its sockets are gone, its disk is not, and its program starts anew.
 */
import { scenario } from "../../properties/index.ts";
import { sleep, TcpStream, wait } from "../../runtime/index.ts";
import { assert, type Host, type Op } from "../../sim/index.ts";
import { EchoClient } from "./support/echo/client.ts";
import { readFrame, writeFrame } from "./support/echo/frame.ts";
import { Journal } from "./support/echo/journal.ts";
import { EchoServer, PORT } from "./support/echo/server.ts";
import { evenNetwork, good, runOn } from "./support/machine.ts";

const REQUEST = { client: 1, offset: 0, bytes: Uint8Array.of(7) };

const RETRY_NS = 1_000_000;

/** Connects, uses the connection, and uses it again after the crash. */
function* outlives(server: Host): Op<void> {
  const stream = yield* connectsAtLast();
  good(yield* writeFrame(stream, REQUEST), "write");
  good(yield* readFrame(stream), "read");
  server.crash();
  server.restart();
  good(yield* writeFrame(stream, REQUEST), "write after the crash, of which nobody knows");
  const answer = yield* readFrame(stream);
  assert(!answer.ok && answer.error.kind === "ConnectionReset", "a connection outlives its machine");
  yield* stream.drop();
}

/** The server may not have bound yet. */
function* connectsAtLast(): Op<TcpStream> {
  for (;;) {
    const connected = yield* wait(TcpStream.connect({ host: "server", port: PORT }));
    if (connected.ok) return connected.value;
    yield* wait(sleep(RETRY_NS));
  }
}

export const hostCrash = scenario({
  name: "io/host-crash",
  about: "A client whose server's machine crashes and comes back between two requests.",
  source: "turmoil: Sim::crash and bounce; RFC 9293, 3.5.1: half-open connections",
  *model() {
    const network = evenNetwork();
    const host = network.host("server");
    const journal = new Journal();
    const server = new EchoServer(host, journal);
    const serving = yield* host.spawn(() => server.run(), "server");
    const client = new EchoClient(0, journal);
    const machine = yield* runOn(
      network.host("client"),
      function* () {
        yield* outlives(host);
        yield* client.run();
      },
      { enableAll: true },
    );
    yield* machine.join();
    server.switchOff();
    yield* serving.join();
    journal.mustHave(0, client.message);
    journal.mustHave(REQUEST.client, REQUEST.bytes);
  },
});
