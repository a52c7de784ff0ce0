/** Wakers are foreign code: whatever one does when it is cloned, woken or dropped, it may use the same Notify. */
import { scenario } from "../../properties/index.ts";
import { Context, Notify, RecordingWaker } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";

export const notifyReentrantWaker = scenario({
  name: "sync/notify-reentrant-waker",
  about: "A future is polled with two wakers that use its Notify at every call, while a thread notifies it.",
  source: "tokio-rs/tokio#4129, #5471",
  options: { by: { oneOf: ["one", "all"] } },
  *model({ by }) {
    const notify = new Notify();
    const use = () => lookAt(notify);
    const reactions = { clone: use, wake: use, wakeByRef: use, drop: use };
    const wakers = ["first", "second"].map((name) => new RecordingWaker(name, { reactions }).waker());
    const notified = yield* notify.notified();
    const notifier = yield* spawn(() => (by === "one" ? notify.notifyOne() : notify.notifyWaiters()), "notifier");
    for (const waker of wakers) yield* notified.poll(new Context(waker));
    yield* notifier.join();
    yield* notified.drop();
    for (const waker of wakers) yield* waker.drop();
  },
});

/** Takes the lock of its waiters, and lets go of it. */
function* lookAt(notify: Notify): Op<void> {
  const waiters = yield* notify.lockWaiterList();
  yield* waiters.drop();
}
