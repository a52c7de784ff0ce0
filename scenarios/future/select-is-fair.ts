/**
 * A select over a branch that is always ready and one that has something now and then. Where the polls begin
 * is drawn, so each branch can win; biased towards the busy one, the other could be starved for ever.
 */
import { scenario } from "../../properties/index.ts";
import { async_, blockOn, readyFuture, select, wait } from "../../runtime/index.ts";
import { assert } from "../../sim/index.ts";

const ROUNDS = 40;

export const selectIsFair = scenario({
  name: "future/select-is-fair",
  about: "Select over two branches that are always ready, many times: unbiased each wins, biased only the first.",
  source: "tokio/tests/macros_select.rs, many_branches and biased",
  options: { biased: { oneOf: [true, false] } },
  *model({ biased }) {
    const wins = [0, 0];
    const main = async_(function* () {
      for (let i = 0; i < ROUNDS; i++) {
        const { branch } = yield* wait(select([readyFuture("a"), readyFuture("b")], { biased }), 0);
        wins[branch] = (wins[branch] ?? 0) + 1;
      }
    });
    yield* blockOn(main);
    assert(wins[0] !== undefined && wins[0] + (wins[1] ?? 0) === ROUNDS, "each round has a winner");
    if (biased) assert(wins[0] === ROUNDS, "biased: the first branch wins");
  },
});
