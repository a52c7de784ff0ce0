/** Nobody goes on before all have come, one of them leads, and the barrier serves for the next round at once. */
import { scenario } from "../../properties/index.ts";
import { Barrier, blockOn } from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";

const ROUNDS = 2;

export const barrierRounds = scenario({
  name: "sync/barrier-rounds",
  about: "Two threads meet at a barrier twice.",
  source: "tokio sync/barrier.rs: wait; tokio/tests/sync_barrier.rs",
  *model() {
    const barrier = yield* Barrier.create(2, "barrier", 1);
    let arrived = 0;
    let leaders = 0;
    const goer = function* (): Op<void> {
      for (let round = 1; round <= ROUNDS; round++) {
        arrived++;
        const { isLeader } = yield* blockOn(barrier.wait());
        if (isLeader) leaders++;
        assert(arrived >= 2 * round, "a thread passed the barrier before the other one had come");
      }
    };
    const other = yield* spawn(goer, "other");
    yield* goer();
    yield* other.join();
    assert(leaders === ROUNDS, "each round has one leader");
    yield* barrier.drop();
  },
});
