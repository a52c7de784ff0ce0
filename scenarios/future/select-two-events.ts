/**
 * Two events race into a select. Whichever is seen first wins; the other future is dropped with the select,
 * which may be before its event, during it, or after it. Biased, the first one wins whenever both are there.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, select, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Logged, LoggedFuture } from "./support/logged.ts";
import { Signal } from "./support/signal.ts";

export const selectTwoEvents = scenario({
  name: "future/select-two-events",
  about: "Two threads bring the events of a select's two branches; one wins, both futures are dropped once.",
  source: "tokio/src/macros/select.rs: the futures are polled from a random branch on, or from the first (biased)",
  options: { biased: { oneOf: [true, false] }, bothThere: { oneOf: [false, true] } },
  *model({ biased, bothThere }) {
    const log: string[] = [];
    const events = [new Signal("first"), new Signal("second")] as const;
    const threads = [yield* spawn(() => events[0].happens(), "left"), yield* spawn(() => events[1].happens(), "right")];
    if (bothThere) for (const thread of threads) yield* thread.join();

    const main = async_(function* () {
      const local = new Logged("local", log);
      try {
        const branches = [
          new LoggedFuture("left", log, events[0].awaited()),
          new LoggedFuture("right", log, events[1].awaited()),
        ] as const;
        return (yield* wait(select(branches, { biased }))).branch;
      } finally {
        yield* local.drop();
      }
    });
    const branch = yield* blockOn(main);
    if (biased && bothThere) assert(branch === 0, "biased: the first of those that are ready");
    assert(log.join(", ") === "left, right, local", `dropped: ${log.join(", ")}`);
    if (!bothThere) for (const thread of threads) yield* thread.join();
    for (const event of events) yield* event.drop();
  },
});
