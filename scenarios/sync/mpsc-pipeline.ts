/** A pipeline: each stage has room for one message, so each waits for the one behind it, and the end runs through all. */
import { scenario } from "../../properties/index.ts";
import { blockOn, mpsc } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { receiveAll, sendAll } from "./support/mpsc-ends.ts";

const STAGES = 10;
const MESSAGES = [100, 200];

/** Passes messages on, one higher each, until the end. */
function* stage(receiver: mpsc.Receiver<number>, sender: mpsc.Sender<number>): Op<void> {
  for (;;) {
    const value = yield* blockOn(receiver.recv());
    if (value === null) break;
    const sent = yield* blockOn(sender.send(value + 1));
    assert(sent.ok, "the next stage is gone");
  }
  yield* sender.drop();
  yield* receiver.drop();
}

export const mpscPipeline = scenario({
  name: "sync/mpsc-pipeline",
  about: "Two messages run through ten stages, each a thread, over channels with room for one message.",
  source: "own: back-pressure and close through a chain of channels",
  *model() {
    const [first, end] = yield* mpsc.channel<number>(1, { name: "channel 0", blockSlots: 1 });
    let receiver = end;
    const stages = [];
    for (let i = 1; i <= STAGES; i++) {
      const [sender, next] = yield* mpsc.channel<number>(1, { name: `channel ${i}`, blockSlots: 1 });
      const input = receiver;
      stages.push(yield* spawn(() => stage(input, sender), `stage ${i}`));
      receiver = next;
    }
    const source = yield* spawn(() => sendAll(first, MESSAGES), "source");
    const got = yield* receiveAll(receiver);
    assert(got.join() === MESSAGES.map((each) => each + STAGES).join(), `received ${got.join()}`);
    yield* receiver.drop();
    yield* source.join();
    for (const each of stages) yield* each.join();
  },
});
