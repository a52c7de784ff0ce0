/** A datagram arrives twice: it counts once, and what is sent after it is not overlooked. */
import { scenario } from "../../properties/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { hear, SERVER, say, serve, withSocket } from "./support/datagrams.ts";
import { runBoth } from "./support/two-machines.ts";

const COUNT = 2;

/** Sends the next number when the last one was acknowledged. */
function client(): Op<void> {
  return withSocket(0, function* (socket) {
    for (let number = 1; number <= COUNT; number++) {
      yield* say(socket, SERVER, number);
      let acknowledged = 0;
      while (acknowledged < number) acknowledged = (yield* hear(socket)).bytes[0] ?? 0;
      assert(acknowledged === number, "a number was acknowledged before it was sent");
    }
  });
}

export const faultDuplicate = scenario({
  name: "io/fault-duplicate",
  about: "Numbers by datagram, one after the other, each of which is acknowledged and counts once.",
  source: "RFC 768: delivery and duplicate protection are not guaranteed",
  faults: { duplicate: { chance: 0.4 } },
  *model() {
    const counted: number[] = [];
    yield* runBoth(client, () =>
      serve((bytes) => {
        const [number = 0] = bytes;
        if (number > counted.length) counted.push(number);
        return Uint8Array.of(number);
      }),
    );
    assert(`${counted}` === "1,2", "a number did not count once");
  },
});
