/** Two clocks do not agree on how long a lease is: who holds it gives it up early, so that nobody else has it too. */
import { scenario } from "../../properties/index.ts";
import { sleep, sleepUntil, type UdpSocket, wait } from "../../runtime/index.ts";
import { assert, now, type Op } from "../../sim/index.ts";
import { hear, SERVER, say, withSocket } from "./support/datagrams.ts";
import { runBoth } from "./support/two-machines.ts";

const LEASE_NS = 1_000_000_000;

/** Clocks are off by a tenth at most, one of them fast and the other one slow. */
const SAFE_NS = LEASE_NS * 0.75;

class Lease {
  private held = false;

  /** Uses the lease for as long as it safely can, counted from before it asked for it. */
  client(): Op<void> {
    return withSocket(0, (socket) => this.use(socket));
  }

  /** Grants the lease, and takes it back when its time is up. */
  server(): Op<void> {
    return withSocket(SERVER.port, (socket) => this.grant(socket));
  }

  private *use(socket: UdpSocket): Op<void> {
    const until = now() + SAFE_NS;
    yield* say(socket, SERVER, 1);
    yield* hear(socket);
    this.held = true;
    yield* wait(sleepUntil(until));
    this.held = false;
  }

  private *grant(socket: UdpSocket): Op<void> {
    const { from } = yield* hear(socket);
    yield* say(socket, from, 1);
    yield* wait(sleep(LEASE_NS));
    assert(!this.held, "a lease was given to somebody else while it was held");
  }
}

export const faultDrift = scenario({
  name: "io/fault-drift",
  about: "A lease that one machine grants and the other one uses, on clocks that drift apart.",
  source: "Gray and Cheriton 1989, Leases: the term is shortened by the drift of the clocks",
  faults: { drift: { chance: 0.3, minNs: 3_000_000_000, maxNs: 3_000_000_000 } },
  *model() {
    const lease = new Lease();
    yield* runBoth(
      () => lease.client(),
      () => lease.server(),
    );
  },
});
