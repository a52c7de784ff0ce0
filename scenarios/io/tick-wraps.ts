/**
 * tokio 1.53 compares the low 8 of a tick's 15 bits: after 256 events a clearing that comes too late is taken for one in
 * time, and what has come in is lost. Wrong on purpose, for so it is there (tokio-rs/tokio#8331, mended later).
 */
import { scenario } from "../../properties/index.ts";
import { Interest, IoReady, ScheduledIo } from "../../runtime/index.ts";

const EVENTS = 256;

export const tickWraps = scenario({
  name: "io/tick-wraps",
  about: "A reader clears readiness that it has seen 256 events ago.",
  source: "tokio-rs/tokio issue #8331",
  expect: { kind: "invariant", invariant: "I13" },
  *model() {
    const io = new ScheduledIo("io", 2);
    yield* io.dispatch(IoReady.READABLE);
    const stale = yield* io.readyEvent(Interest.READABLE);
    for (let i = 0; i < EVENTS; i++) yield* io.dispatch(IoReady.READABLE);
    yield* io.clearReadiness(stale);
    yield* io.drop();
  },
});
