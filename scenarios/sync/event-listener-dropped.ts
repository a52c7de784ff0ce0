/** A listener is dropped while it is notified: the notification must reach the other one. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Event } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";

export const eventListenerDropped = scenario({
  name: "sync/event-listener-dropped",
  about: "The older of two listeners is dropped by one thread while another one notifies one listener.",
  source: "smol-rs/event-listener, tests/notify.rs: drop_notified",
  *model() {
    const event = new Event("event");
    const older = yield* event.listen();
    const newer = yield* event.listen();
    const dropper = yield* spawn(() => older.drop(), "dropper");
    const notifier = yield* spawn(() => event.notify(1), "notifier");
    yield* blockOn(newer);
    yield* dropper.join();
    yield* notifier.join();
  },
});
