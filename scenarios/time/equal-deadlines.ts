/**
 * More timers are due at one tick than are woken at once. The driver wakes the first 32 with its lock
 * released; meanwhile the others lie in the list of those about to fire, and their owners may come for them.
 */
import { scenario } from "../../properties/index.ts";
import { Context, sleep, wakerFn } from "../../runtime/index.ts";
import { assert, sleep as sleepThread } from "../../sim/index.ts";
import { whileDriven } from "./support/driven.ts";
import { MS } from "./support/runtime.ts";

export const equalDeadlines = scenario({
  name: "time/equal-deadlines",
  about: "Between two batches of wakes the owner of a timer that is about to fire drops it, or puts it off.",
  source: "tokio runtime/time/mod.rs: process_at_time; tokio PR 3229",
  options: { timers: { oneOf: [34, 33] }, does: { oneOf: ["drop", "reset"] } },
  *model({ timers, does }) {
    yield* whileDriven(function* () {
      let woken = 0;
      const counts = wakerFn("counts", function* () {
        woken++;
      });
      const sleeps = Array.from({ length: timers }, (_, i) => sleep(MS, `sleep ${i}`));
      for (const one of sleeps) yield* one.poll(new Context(counts));
      yield* sleepThread(MS);
      const last = sleeps[timers - 1] as (typeof sleeps)[number]; // there are 33 or more
      if (does === "reset") yield* last.reset(3 * MS);
      yield* last.drop();
      yield* sleepThread(2 * MS);
      assert(woken === timers || woken === timers - 1, "a timer was forgotten");
      for (const one of sleeps.slice(0, -1)) yield* one.drop();
      yield* counts.drop();
    });
  },
});
