/** The receiver counts its messages while the last sender goes. The mark of the end is no message. */
import { scenario } from "../../properties/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { openMpsc, sendNow } from "./support/mpsc-ends.ts";

export const mpscLenDuringClose = scenario({
  name: "sync/mpsc-len-during-close",
  about: "A thread sends and drops the only sender, while main asks how many messages there are.",
  source: "tokio issues #8061 (len() underflows), #6602 (is_empty() at the end of a block)",
  options: { messages: { oneOf: [1, 0, 2] }, blockSlots: { oneOf: [1, 2] } },
  *model({ messages, blockSlots }) {
    const [sender, receiver] = yield* openMpsc<number>(null, blockSlots);
    const left = yield* spawn(function* () {
      for (let i = 0; i < messages; i++) yield* sendNow(sender, i);
      yield* sender.drop();
    }, "left");
    const len = yield* receiver.len();
    const empty = yield* receiver.isEmpty();
    assert(len <= messages, `${messages} messages are counted as ${len}`);
    assert(len === 0 || !empty, `there are ${len} messages, and the channel is empty`);
    yield* left.join();
    assert((yield* receiver.len()) === messages, `after the end there are ${yield* receiver.len()} messages`);
    assert((yield* receiver.isEmpty()) === (messages === 0), "isEmpty() and len() differ");
    assert(yield* receiver.isClosed(), "without senders the channel is open");
    yield* receiver.drop();
  },
});
