/**
 * Two futures joined, each woken by a thread of its own, with one waker for both: a wake that comes during
 * the poll of the other one must not be lost.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, join, wait } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { LoggedFuture } from "./support/logged.ts";
import { Signal } from "./support/signal.ts";

export const joinTwoThreads = scenario({
  name: "future/join-two-threads",
  about: "Two threads wake the two futures of one join, in any order and at the same time.",
  source: "tokio/src/macros/join.rs",
  options: { biased: { oneOf: [true, false] } },
  *model({ biased }) {
    const log: string[] = [];
    const left = new Signal("left");
    const right = new Signal("right");
    const answer = (name: string, event: Signal) =>
      async_(function* () {
        yield* wait(new LoggedFuture(name, log, event.awaited()));
        return name;
      });
    const one = yield* spawn(() => left.happens(), "one");
    const other = yield* spawn(() => right.happens(), "other");
    const outputs = yield* blockOn(join([answer("left", left), answer("right", right)], { biased }));
    assert(outputs.join() === "left,right", "the outputs in the order of the futures");
    assert(log.length === 2, "both were dropped");
    yield* one.join();
    yield* other.join();
    yield* left.drop();
    yield* right.drop();
  },
});
