/** A datagram is overtaken by the next one: what is put together of them has each at its place all the same. */
import { scenario } from "../../properties/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { hear, SERVER, say, withSocket } from "./support/datagrams.ts";
import { runBoth } from "./support/two-machines.ts";

const PARTS = [7, 8, 9];

function client(): Op<void> {
  return withSocket(0, function* (socket) {
    for (const [at, part] of PARTS.entries()) yield* say(socket, SERVER, at, part);
  });
}

function server(): Op<void> {
  return withSocket(SERVER.port, function* (socket) {
    const whole: number[] = [];
    for (let count = 0; count < PARTS.length; count++) {
      const [at = 0, part = 0] = (yield* hear(socket)).bytes;
      whole[at] = part;
    }
    assert(`${whole}` === `${PARTS}`, "a message was put together in the wrong order");
  });
}

export const faultReorder = scenario({
  name: "io/fault-reorder",
  about: "A message in three numbered datagrams, which come in any order.",
  source: "RFC 768 promises no order; RFC 791, 3.2: fragments are put together by their offsets",
  faults: { reorder: { chance: 0.4 } },
  model: () => runBoth(client, server),
});
