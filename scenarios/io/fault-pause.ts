/** A machine is suspended while an answer comes: there in time, it counts, however late the machine is. */
import { scenario } from "../../properties/index.ts";
import { async_, timeout, type UdpSocket, wait } from "../../runtime/index.ts";
import { assert, now, type Op } from "../../sim/index.ts";
import { hear, SERVER, say, serve, withSocket } from "./support/datagrams.ts";
import { EVEN_LATENCY } from "./support/machine.ts";
import { runBoth } from "./support/two-machines.ts";

const LIMIT_NS = 10_000_000;

/** Both ways, with what clocks of a millisecond round. */
const ON_THE_WAY_NS = 2 * EVEN_LATENCY.to + 1_000_000;

class Exchange {
  private answeredAt = Number.POSITIVE_INFINITY;

  client(): Op<void> {
    return withSocket(0, (socket) => this.ask(socket));
  }

  server(): Op<void> {
    return serve((question) => {
      this.answeredAt = now();
      return question;
    });
  }

  private *ask(socket: UdpSocket): Op<void> {
    const until = now() + LIMIT_NS;
    const asking = async_(function* () {
      yield* say(socket, SERVER, 1);
      yield* hear(socket);
    });
    const asked = yield* wait(timeout(asking, LIMIT_NS));
    assert(asked.ok || this.answeredAt + ON_THE_WAY_NS > until, "an answer that was there in time was not taken");
  }
}

export const faultPause = scenario({
  name: "io/fault-pause",
  about: "A question by datagram with a time limit, on machines that are suspended for longer than that.",
  source: "tokio time/timeout.rs: the future is polled before the delay",
  faults: { pause: { chance: 0.2, most: 2, minNs: 20_000_000, maxNs: 50_000_000 } },
  *model() {
    const exchange = new Exchange();
    yield* runBoth(
      () => exchange.client(),
      () => exchange.server(),
    );
  },
});
