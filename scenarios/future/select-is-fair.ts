/**
 * A select over a branch that is always ready and one that has something now and then. Where the polls begin
 * is drawn, so each branch can win; biased towards the busy one, the other could be starved for ever.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, readyFuture, select, wait } from "../../runtime/index.ts";
import { AtomicUsize, assert, type Op, spawn } from "../../sim/index.ts";

const ROUNDS = 20;

/** How often each branch won, of both threads. */
class Wins {
  readonly first = new AtomicUsize(0, "first");
  readonly second = new AtomicUsize(0, "second");

  *play(biased: boolean): Op<void> {
    const { first, second } = this;
    const rounds = async_(function* () {
      for (let i = 0; i < ROUNDS; i++) {
        const { branch } = yield* wait(select([readyFuture("a"), readyFuture("b")], { biased }), 0);
        yield* (branch === 0 ? first : second).fetchAdd(1, "Relaxed");
      }
    });
    yield* blockOn(rounds);
  }
}

export const selectIsFair = scenario({
  name: "future/select-is-fair",
  about: "Two threads select over two branches that are always ready, many times: biased, only the first wins.",
  source: "tokio/tests/macros_select.rs, many_branches and biased",
  options: { biased: { oneOf: [true, false] } },
  *model({ biased }) {
    const wins = new Wins();
    const other = yield* spawn(() => wins.play(biased), "other");
    yield* wins.play(biased);
    yield* other.join();
    const first = yield* wins.first.load("Relaxed");
    const second = yield* wins.second.load("Relaxed");
    assert(first + second === 2 * ROUNDS, "each round has a winner");
    if (biased) assert(second === 0, "biased: the first branch wins");
  },
});
