import { AtomicUsize, assert, type Op, spawn } from "../../../../sim/index.ts";
import { scenarioOf } from "../../scenario-of.ts";

/** What the other thread is not to see: two of 924 orders. */
const FORBIDDEN = ["12 21 13 23 16 25", "11 21 14 23 24 15"];

export const lateFailure = scenarioOf(
  "large/late-failure",
  "Two threads swap six numbers each into one word; two of the orders are not to be.",
  function* (): Op<void> {
    const n = new AtomicUsize(0, "n");
    function* swaps(from: number): Op<string> {
      const seen: number[] = [];
      for (let i = 1; i <= 6; i++) seen.push(yield* n.swap(from + i, "Relaxed"));
      return seen.join(" ");
    }
    const other = yield* spawn(() => swaps(20), "other");
    yield* swaps(10);
    const seen = yield* other.join();
    assert(!FORBIDDEN.includes(seen), `the other thread saw ${seen}`);
  },
);
