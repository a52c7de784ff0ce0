/**
 * A receiver that has waited is dropped. Its waker goes with it, for the sender may live for long and keep the task
 * alive; but not where the sender was first, which may be waking it just now.
 */
import { scenario } from "../../properties/index.ts";
import { Context, oneshot, RecordingWaker } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";

export const oneshotWakerDropped = scenario({
  name: "sync/oneshot-waker-dropped",
  about: "A receiver that was polled is dropped, while the sender sends or idles: its waker is dropped with it.",
  source: "tokio PR 7886; tokio sync/oneshot.rs: Drop for Receiver",
  options: { sends: { oneOf: [false, true] } },
  *model({ sends }) {
    const [tx, rx] = yield* oneshot<number>();
    const task = new RecordingWaker("task");
    const waker = task.waker();
    yield* rx.poll(new Context(waker));
    const sender = sends ? yield* spawn(() => tx.send(1), "sender") : null;
    yield* rx.drop();
    if (sender === null) {
      assert(task.count("drop") === 1, "the channel keeps the waker of a receiver that is gone");
      yield* tx.drop();
    }
    if (sender !== null) yield* sender.join();
    assert(task.count("drop") === task.count("clone"), "the waker is dropped once");
    yield* waker.drop();
  },
});
