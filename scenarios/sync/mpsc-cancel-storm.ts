/**
 * Senders give up waiting at any moment, and try again, while the receiver makes room. A permit that reached one that
 * gave up goes on to the next: in the end the channel has all the room that it began with.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, mpsc, select, wait, yieldNow } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { receiveAll } from "./support/mpsc-ends.ts";
import { Parcel } from "./support/parcel.ts";

/** Tries `tries` times, for as long as a poll or two; how many were sent. */
function* sendHastily(sender: mpsc.Sender<Parcel>, tries: number): Op<number> {
  const sent = yield* blockOn(
    async_(function* () {
      let count = 0;
      for (let i = 0; i < tries; i++) {
        const first = yield* wait(select([sender.send(new Parcel("hasty")), yieldNow()], { biased: true }));
        if (first.branch === 0) count++;
      }
      return count;
    }),
  );
  yield* sender.drop();
  return sent;
}

export const mpscCancelStorm = scenario({
  name: "sync/mpsc-cancel-storm",
  about: "Two threads begin to send and give up again, in a channel with room for one message; main receives.",
  source: "tokio sync/mpsc/bounded.rs: Sender::send, cancel safety; PR #904 (lost permits)",
  *model() {
    const [first, receiver] = yield* mpsc.channel<Parcel>(1, { name: "channel", blockSlots: 1 });
    const second = yield* first.clone();
    const left = yield* spawn(() => sendHastily(first, 2), "left");
    const right = yield* spawn(() => sendHastily(second, 2), "right");
    const got = yield* receiveAll(receiver);
    for (const parcel of got) yield* parcel.drop();
    const sent = (yield* left.join()) + (yield* right.join());
    assert(got.length === sent, `${sent} messages were sent, and ${got.length} received`);
    assert((yield* receiver.capacity()) === 1, "room was lost");
    yield* receiver.drop();
  },
});
