/**
 * Somebody sends while the receiver closes. A send that was accepted before is received; one that comes later is
 * refused, and nothing that a sender does opens the channel again.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { openMpsc, receiveAll, sendNow } from "./support/mpsc-ends.ts";

export const mpscClosingAndSending = scenario({
  name: "sync/mpsc-closing-and-sending",
  about: "One thread sends, one waits for the channel to be closed, main closes the receiver and takes what is left.",
  source: "tokio loom_mpsc.rs: closing_and_sending",
  options: { bounded: { oneOf: [true, false] } },
  *model({ bounded }) {
    const [first, receiver] = yield* openMpsc<string>(bounded ? 16 : null);
    const second = yield* first.clone();
    let accepted = 0;
    const left = yield* spawn(function* () {
      if ((yield* sendNow(first, "message")) === null) accepted++;
      yield* first.drop();
    }, "left");
    const right = yield* spawn(function* () {
      yield* blockOn(second.closed());
      assert((yield* sendNow(second, "late")) === "closed", "a channel that is closed took a message");
      yield* second.drop();
    }, "right");
    yield* receiver.close();
    const got = yield* receiveAll(receiver);
    yield* left.join();
    yield* right.join();
    assert(got.length === accepted, `received ${got.length} of ${accepted} messages`);
    yield* receiver.drop();
  },
});
