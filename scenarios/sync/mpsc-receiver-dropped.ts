/**
 * The receiver goes, having waited before, while somebody sends with a permit: what was accepted and not received is
 * dropped, at the latest with the channel; the receiver's waker is dropped at once, for it may keep a task alive.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Context, mpsc, RecordingWaker } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Parcel } from "./support/parcel.ts";

/** What was done with the waker that the receiver waited with, so far. */
function* pollOnceAndDrop(receiver: mpsc.Receiver<Parcel>): Op<RecordingWaker> {
  const calls = new RecordingWaker("receiver");
  const waker = calls.waker();
  const poll = yield* receiver.pollRecv(new Context(waker));
  if (poll.ready && poll.value !== null) yield* poll.value.drop();
  yield* receiver.drop();
  yield* waker.drop();
  return calls;
}

export const mpscReceiverDropped = scenario({
  name: "sync/mpsc-receiver-dropped",
  about: "A thread sends with a permit, or finds the channel closed, while main drops the receiver.",
  source: "futures-rs PR #2304 (message left behind); tokio PR #8095 (waker left behind)",
  options: { polled: { oneOf: [true, false] }, sends: { oneOf: [true, false] } },
  *model({ polled, sends }) {
    const [sender, receiver] = yield* mpsc.channel<Parcel>(2, { name: "channel", blockSlots: 1 });
    const left = yield* spawn(function* () {
      if (!sends) return;
      const permit = yield* blockOn(sender.reserve());
      if (permit.ok) yield* permit.value.send(new Parcel("late"));
    }, "left");
    if (polled) {
      const calls = yield* pollOnceAndDrop(receiver);
      yield* left.join();
      const made = 1 + calls.count("clone");
      assert(
        calls.count("wake") + calls.count("drop") === made,
        "the channel keeps the waker of a receiver that is gone",
      );
    } else {
      yield* receiver.drop();
      yield* left.join();
    }
    yield* sender.drop();
  },
});
