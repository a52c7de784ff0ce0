/**
 * A standby takes over when it does not hear its leader any more. The leader may hear the standby all the while:
 * it leads no longer than it knows that it was heard.
 */
import { scenario } from "../../properties/index.ts";
import { async_, timeoutAt, type UdpSocket, wait } from "../../runtime/index.ts";
import { assert, now, type Op } from "../../sim/index.ts";
import { hear, say, withSocket } from "./support/datagrams.ts";
import { runBoth } from "./support/two-machines.ts";

const PORT = 53;
const ROUNDS = 3;
const ROUND_NS = 30_000_000;

/** How long it leads after a beat that was heard, and how long the standby waits after one. */
const TERM_NS = 40_000_000;
const TAKEOVER_NS = 75_000_000;

class Leadership {
  private leadsUntil = TERM_NS;

  /** Sends a beat each round. The standby's say which was the last that it heard. */
  leader(): Op<void> {
    return withSocket(PORT, (socket) => this.lead(socket));
  }

  standby(): Op<void> {
    return withSocket(PORT, (socket) => this.standBy(socket));
  }

  private *lead(socket: UdpSocket): Op<void> {
    const sentAt: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      sentAt[round] = now();
      yield* say(socket, { host: "server", port: PORT }, round);
      yield* listen(socket, (heard) => {
        this.leadsUntil = Math.max(this.leadsUntil, (sentAt[heard] ?? 0) + TERM_NS);
      });
    }
  }

  private *standBy(socket: UdpSocket): Op<void> {
    let last = 0;
    let lastAt = now();
    while (last < ROUNDS && now() - lastAt < TAKEOVER_NS) {
      yield* say(socket, { host: "client", port: PORT }, last);
      yield* listen(socket, (beat) => {
        last = beat;
        lastAt = now();
      });
    }
    assert(last === ROUNDS || this.leadsUntil <= now(), "there are two leaders");
  }
}

/** One round long. */
function* listen(socket: UdpSocket, heard: (number: number) => void): Op<void> {
  const until = now() + ROUND_NS;
  for (;;) {
    const next = yield* wait(
      timeoutAt(
        async_(() => hear(socket)),
        until,
      ),
    );
    if (!next.ok) return;
    heard(next.value.bytes[0] ?? 0);
  }
}

export const faultOneWayPartition = scenario({
  name: "io/fault-one-way-partition",
  about: "A leader and a standby that tell each other that they are there, of whom one may not be heard for a while.",
  source: "turmoil: partition_oneway; leases of a leader, as in Gray and Cheriton 1989",
  faults: { oneWayPartition: { chance: 0.3, most: 2, minNs: 70_000_000 } },
  *model() {
    const both = new Leadership();
    yield* runBoth(
      () => both.leader(),
      () => both.standby(),
    );
  },
});
