/**
 * Three futures in one FuturesUnordered, woken by two threads: the wakers push into the ready queue while the
 * set takes from it, and may be caught in the middle of a push.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, FuturesUnordered, wait } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { Signal } from "./support/signal.ts";

export const futuresUnorderedThreads = scenario({
  name: "future/futures-unordered-threads",
  about: "Two threads wake three futures of one set, which hands out each output once, in any order.",
  source: "futures-rs futures-util/src/stream/futures_unordered; futures/tests/stream_futures_unordered.rs",
  *model() {
    const events = [new Signal("a"), new Signal("b"), new Signal("c")] as const;
    const set = new FuturesUnordered<number>("set");
    for (const [i, event] of events.entries()) {
      const answer = function* (): Op<number> {
        yield* wait(event.awaited());
        return 2 ** i;
      };
      yield* set.push(async_(answer));
    }
    const left = yield* spawn(function* () {
      yield* events[0].happens();
      yield* events[1].happens();
    }, "left");
    const right = yield* spawn(() => events[2].happens(), "right");

    const collect = async_(function* () {
      let sum = 0;
      for (;;) {
        const next = yield* wait(set.next(), 0);
        if (next === null) return sum;
        sum += next.value;
      }
    });
    assert((yield* blockOn(collect)) === 7, "each output once");
    yield* left.join();
    yield* right.join();
    yield* set.drop();
    for (const event of events) yield* event.drop();
  },
});
