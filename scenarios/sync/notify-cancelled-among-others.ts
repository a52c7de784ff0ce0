/** One of two waiters is dropped while one is notified: the other one is not forgotten, and nothing is lost. */
import { scenario } from "../../properties/index.ts";
import { blockOn, Notify } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { Polled } from "./support/polled.ts";

export const notifyCancelledAmongOthers = scenario({
  name: "sync/notify-cancelled-among-others",
  about: "Of two waiting futures one is dropped, or notified and dropped, while a thread notifies one.",
  source: "tokio sync/notify.rs: Drop for Notified; embassy-rs/embassy fcf659fbe (a reset forgot who waits)",
  options: { by: { oneOf: ["one", "last"] } },
  *model({ by }) {
    const notify = new Notify();
    const dropped = new Polled(yield* notify.notified(), "dropped");
    const kept = new Polled(yield* notify.notified(), "kept");
    yield* dropped.isReady();
    yield* kept.isReady();
    const notifier = yield* spawn(() => (by === "one" ? notify.notifyOne() : notify.notifyLast()), "notifier");
    yield* dropped.drop();
    yield* blockOn(kept.awaited());
    yield* notifier.join();
    yield* kept.drop();
  },
});
