/** `reorder_N` of SCTBench: many setters change two variables one after the other, and one checker must not see the halfway state. */
import { AtomicUsize, assert, type Op } from "../../../sim/index.ts";
import { type Classic, classic, joinAll, schedulesFor, spawnMany } from "../classic.ts";

class Pair {
  private readonly a = new AtomicUsize(0, "a");
  private readonly b = new AtomicUsize(0, "b");

  *set(): Op<void> {
    yield* this.a.store(1, "Relaxed");
    yield* this.b.store(1, "Relaxed");
  }

  *check(): Op<void> {
    const a = yield* this.a.load("Relaxed");
    const b = yield* this.b.load("Relaxed");
    assert(a === 0 || b === 1, "a was set and b was not");
  }
}

/** `threads`: the setters and the checker, which is spawned last. */
export function reorder(threads: number): Classic {
  return classic(
    `reorder_${threads}`,
    "a checker sees one of two variables set",
    function* () {
      const pair = new Pair();
      const setters = yield* spawnMany(threads - 1, "setter", () => pair.set());
      const checker = yield* spawnMany(1, "checker", () => pair.check());
      yield* joinAll([...setters, ...checker]);
    },
    schedulesFor(threads),
  );
}
