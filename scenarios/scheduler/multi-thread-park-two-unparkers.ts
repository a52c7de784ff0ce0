/**
 * Two threads say something and unpark the same parker. The second unpark may find the first one's notification
 * still there; the parked thread must see all that was said before it nevertheless.
 */
import { scenario } from "../../properties/index.ts";
import { ParkThread } from "../../runtime/index.ts";
import { AtomicBool, type Op, spawn } from "../../sim/index.ts";

function* say(said: AtomicBool, parker: ParkThread): Op<void> {
  // Relaxed: the unpark orders what came before it.
  yield* said.store(true, "Relaxed");
  yield* parker.unpark().unpark();
}

function* bothSaid(left: AtomicBool, right: AtomicBool): Op<boolean> {
  return (yield* left.load("Relaxed")) && (yield* right.load("Relaxed"));
}

export const multiThreadParkTwoUnparkers = scenario({
  name: "scheduler/multi-thread-park-two-unparkers",
  about: "Two threads unpark a thread that waits for both of them.",
  source: "tokio runtime/park.rs: unpark writes NOTIFIED even where it stands there already",
  *model() {
    const parker = new ParkThread();
    const [left, right] = [new AtomicBool(false, "left"), new AtomicBool(false, "right")];
    const first = yield* spawn(() => say(left, parker), "first");
    const second = yield* spawn(() => say(right, parker), "second");
    while (!(yield* bothSaid(left, right))) yield* parker.park();
    yield* first.join();
    yield* second.join();
  },
});
