/**
 * A host is suspended while an interval on it runs: its clock goes on, its threads do not. Afterwards the
 * interval is behind, and catches up as its behaviour says; no tick comes before it is due.
 */
import { scenario } from "../../properties/index.ts";
import { async_, interval, wait } from "../../runtime/index.ts";
import { assert, currentThread, HostClock, now, type Op, sleep, spawn } from "../../sim/index.ts";
import { pool } from "../scheduler/support/pool.ts";
import { MS } from "./support/runtime.ts";

const PERIOD_MS = 10;
const TICKS = 4;

function* ticks(behavior: "burst" | "skip"): Op<void> {
  const every = interval(PERIOD_MS * MS);
  every.missedTickBehavior = behavior;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < TICKS; i++) {
    const due = yield* wait(every.tick(), 0);
    assert(due <= now(), "an interval ticked before its tick was due");
    assert(due % (PERIOD_MS * MS) === 0, "an interval that keeps to its beat left it");
    assert(due > last, "an interval ticked twice for one moment");
    if (behavior === "burst")
      assert(due === i * PERIOD_MS * MS, "an interval that makes up for all ticks left one out");
    last = due;
  }
  yield* every.drop();
}

export const intervalPausedHost = scenario({
  name: "time/interval-paused-host",
  about: "A host is suspended for some periods of an interval that runs on it.",
  source: "tokio-rs/tokio#3574 and PR 3721: how to handle missed ticks of an interval",
  options: {
    behavior: { oneOf: ["burst", "skip"] },
    fromMs: { from: 5, to: 25 },
    forMs: { from: 1, to: 60 },
  },
  *model({ behavior, fromMs, forMs }) {
    const host = new HostClock("machine");
    const machine = yield* spawn(function* () {
      currentThread().host = host;
      const runtime = yield* pool(1, { enableTime: true });
      yield* runtime.blockOn(async_(() => ticks(behavior)));
      yield* runtime.drop();
    }, "machine");
    yield* sleep(fromMs * MS);
    host.pause(forMs * MS);
    yield* machine.join();
  },
});
