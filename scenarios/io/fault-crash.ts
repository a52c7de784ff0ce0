/** A server crashes between storing and acknowledging: its client sends again what is stored already. */
import { scenario } from "../../properties/index.ts";
import { assert } from "../../sim/index.ts";
import { EchoClient } from "./support/echo/client.ts";
import { Journal } from "./support/echo/journal.ts";
import { EchoServer } from "./support/echo/server.ts";
import { evenNetwork, runOn } from "./support/machine.ts";

export const faultCrash = scenario({
  name: "io/fault-crash",
  about: "One client of an echo server, whose machine crashes and comes back.",
  source: "turmoil: Sim::crash and bounce",
  faults: { crash: { chance: 0.1, most: 1, maxNs: 10_000_000 } },
  *model() {
    const network = evenNetwork();
    const host = network.host("server");
    const journal = new Journal();
    const server = new EchoServer(host, journal);
    const client = new EchoClient(0, journal);
    const serving = yield* host.spawn(() => server.run(), "server");
    const sending = yield* runOn(network.host("client"), () => client.run(), { enableAll: true });
    yield* sending.join();
    server.switchOff();
    yield* serving.join();
    journal.mustHave(0, client.message);
    assert(journal.of(0).length === client.message.length, "a byte was stored more than once");
  },
});
