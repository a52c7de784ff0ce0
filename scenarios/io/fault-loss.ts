/** A request or its answer is lost: whoever waits for the answer asks again, a period after the last time. */
import { scenario } from "../../properties/index.ts";
import { async_, type Interval, interval, select, type UdpSocket, wait } from "../../runtime/index.ts";
import { assert, now, type Op } from "../../sim/index.ts";
import { hear, SERVER, say, serve, withSocket } from "./support/datagrams.ts";
import { runBoth } from "./support/two-machines.ts";

const PERIOD_NS = 10_000_000;
const QUESTION = 1;
const ANSWER = 2;

function* ask(socket: UdpSocket, again: Interval): Op<void> {
  let last = Number.NEGATIVE_INFINITY;
  for (;;) {
    const first = yield* wait(select([async_(() => hear(socket)), again.tick()], { biased: true }));
    if (first.branch === 0) {
      assert(first.value.bytes[0] === ANSWER, "an answer is none");
      return;
    }
    assert(now() - last >= PERIOD_NS, "a question was asked again too soon");
    last = now();
    yield* say(socket, SERVER, QUESTION);
  }
}

function client(): Op<void> {
  return withSocket(0, function* (socket) {
    const again = interval(PERIOD_NS);
    try {
      yield* ask(socket, again);
    } finally {
      yield* again.drop();
    }
  });
}

export const faultLoss = scenario({
  name: "io/fault-loss",
  about: "A question by datagram, asked at each tick of an interval until there is an answer.",
  source: "RFC 1035, 4.2.1: resend queries over UDP, since either may be lost",
  faults: { loss: { chance: 0.4, most: 3 } },
  model: () => runBoth(client, () => serve(() => Uint8Array.of(ANSWER))),
});
