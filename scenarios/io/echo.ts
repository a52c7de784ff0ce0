/**
 * An echo server and its clients, on machines of their own, while segments are lost, machines cannot reach each other,
 * and the server's crashes and comes back. What was acknowledged has arrived, in order and exactly once; and when
 * everything is healed, everyone finishes.
 */
import { scenario } from "../../properties/index.ts";
import { async_, type JoinHandle, spawn, wait } from "../../runtime/index.ts";
import { assert, liveness, Network, type Op, sleep, type JoinHandle as ThreadHandle } from "../../sim/index.ts";
import { EchoClient } from "./support/echo/client.ts";
import { Journal } from "./support/echo/journal.ts";
import { EchoServer } from "./support/echo/server.ts";
import { runOn } from "./support/machine.ts";

const MACHINES = 5;

/** How long faults may strike, and how soon after that all must be done. */
const STORMY_NS = 2_000_000_000;
const CALM_NS = 20_000_000_000;

/** One machine's clients, each a task. */
function* runAll(clients: readonly EchoClient[]): Op<void> {
  const tasks: JoinHandle<void>[] = [];
  for (const client of clients) tasks.push(yield* spawn(async_(() => client.run())));
  for (const task of tasks) yield* wait(task);
}

export const echo = scenario({
  name: "io/echo",
  about: "Clients of an echo server reconnect and send again until each of their bytes is acknowledged.",
  source: "after turmoil's examples",
  options: { clients: { oneOf: [2, 3, 5, 8, 50] } },
  bounds: { steps: 400_000 },
  faults: {
    loss: { chance: 0.05 },
    partition: { chance: 0.02, most: 5, maxNs: 1_000_000_000 },
    crash: { chance: 0.02, most: 2, maxNs: 1_000_000_000 },
  },
  *model({ clients: count }) {
    const network = new Network();
    const host = network.host("server");
    const journal = new Journal();
    const server = new EchoServer(host, journal);
    const serving = yield* host.spawn(() => server.run(), "server");
    const clients = Array.from({ length: count }, (_, id) => new EchoClient(id, journal));
    const machines: ThreadHandle<void>[] = [];
    for (let i = 0; i < Math.min(count, MACHINES); i++) {
      const own = clients.filter((_, id) => id % MACHINES === i);
      machines.push(yield* runOn(network.host(`clients ${i}`), () => runAll(own), { enableAll: true }));
    }
    yield* sleep(STORMY_NS);
    yield* liveness(CALM_NS, function* () {
      for (const machine of machines) yield* machine.join();
    });
    server.switchOff();
    yield* serving.join();
    clients.forEach((client, id) => {
      const { message } = client;
      journal.mustHave(id, message);
      assert(journal.of(id).length === message.length, "a byte has arrived more than once");
    });
  },
});
