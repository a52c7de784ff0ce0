/**
 * A notification without a fence: what orders it is the list's lock, which the notifier takes although nobody
 * seems to listen. Only a weak memory shows what happens without it.
 */
import { scenario } from "../../properties/index.ts";
import { blockOn, Event } from "../../runtime/index.ts";
import { AtomicBool, spawn } from "../../sim/index.ts";

export const eventListenerRelaxed = scenario({
  name: "sync/event-listener-relaxed",
  about: "A flag is set and an event notified, both relaxed, while somebody begins to listen and looks at the flag.",
  source: "smol-rs/event-listener#139: disable early-out notify optimization",
  *model() {
    const event = new Event("event");
    const flag = new AtomicBool(false, "flag");
    const notifier = yield* spawn(function* () {
      yield* flag.store(true, "Relaxed");
      yield* event.notifyRelaxed(1);
    }, "notifier");
    const listener = yield* event.listen();
    if (yield* flag.load("Relaxed")) yield* listener.drop();
    else yield* blockOn(listener);
    yield* notifier.join();
  },
});
