/** Wakers are foreign code: whatever one does when it is cloned, woken or dropped, it may use the same channel. */
import { scenario } from "../../properties/index.ts";
import { broadcast, Context, RecordingWaker } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const broadcastReentrantWaker = scenario({
  name: "sync/broadcast-reentrant-waker",
  about: "A recv is polled with two wakers that subscribe to its channel at every call, while a thread sends.",
  source: "tokio-rs/tokio#5578",
  *model() {
    const [sender, receiver] = yield* broadcast<string>(1, "channel");
    const use = function* () {
      const another = yield* receiver.resubscribe();
      yield* another.drop();
    };
    const reactions = { clone: use, wake: use, wakeByRef: use, drop: use };
    const wakers = ["first", "second"].map((name) => new RecordingWaker(name, { reactions }).waker());
    const recv = receiver.recv();
    const source = yield* spawn(() => sender.send("value"), "source");
    let received = 0;
    for (const waker of wakers) {
      if (received === 0 && (yield* recv.poll(new Context(waker))).ready) received += 1;
    }
    yield* source.join();
    yield* recv.drop();
    if ((yield* receiver.tryRecv()).ok) received += 1;
    assert(received === 1, "the value was not received exactly once");
    for (const waker of wakers) yield* waker.drop();
    yield* receiver.drop();
    yield* sender.drop();
  },
});
