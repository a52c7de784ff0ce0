/** A listener that was polled by one task is awaited by another one: that one must be woken. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Event } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { pollOnce } from "./support/poll-once.ts";

export const eventListenerMoves = scenario({
  name: "sync/event-listener-moves",
  about: "A listener is polled with one waker and awaited with another one, while a thread notifies.",
  source: "smol-rs/event-listener 2.2.1: always keep the last waker",
  *model() {
    const event = new Event("event");
    const listener = yield* event.listen();
    const isReady = yield* pollOnce(listener);
    const notifier = yield* spawn(() => event.notify(1), "notifier");
    if (!isReady) yield* blockOn(listener);
    yield* notifier.join();
  },
});
