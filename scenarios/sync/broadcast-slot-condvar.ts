/**
 * How broadcast channels were once: a sender waits on a condition variable until nobody reads the slot that it
 * writes. The last reader tells it with the mutex held, or the word falls between the sender's look and its wait.
 */
import { scenario } from "../../properties/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { CountedSlot } from "./support/counted-slot.ts";

function* readTwice(slot: CountedSlot): Op<void> {
  let last = 0;
  for (let i = 0; i < 2; i++) {
    const value = (yield* slot.read()) ?? last;
    assert(value >= last, "a slot went back to an older value");
    last = value;
  }
}

export const broadcastSlotCondvar = scenario({
  name: "sync/broadcast-slot-condvar",
  about: "A sender waits for the readers of a slot to be gone, while two of them come and go.",
  source: "tokio 0.2.10 sync/broadcast.rs; PR #2135, issues #2123, #2134",
  *model() {
    const slot = new CountedSlot();
    const left = yield* spawn(() => readTwice(slot), "left");
    const right = yield* spawn(() => readTwice(slot), "right");
    yield* slot.write(1);
    yield* slot.write(2);
    yield* left.join();
    yield* right.join();
    assert((yield* slot.read()) === 2, "the last value written is not in the slot");
  },
});
