/** `circular_buffer` of SCTBench: each side counts its rounds, though a round in which it was not its turn did nothing. */
import { AtomicBool, AtomicUsize, assert, Mutex, type Op } from "../../../sim/index.ts";
import { classic, joinAll, spawnMany } from "../classic.ts";

const ROUNDS = 7;

class Log {
  private readonly lock = new Mutex(null, "lock");
  private readonly full = new AtomicBool(false, "full");
  private readonly entry = new AtomicUsize(0, "entry");

  *send(): Op<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const guard = yield* this.lock.lock();
      if (!(yield* this.full.load("Relaxed"))) {
        yield* this.entry.store(round, "Relaxed");
        yield* this.full.store(true, "Relaxed");
      }
      yield* guard.drop();
    }
  }

  *receive(): Op<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const guard = yield* this.lock.lock();
      if (yield* this.full.load("Relaxed")) {
        assert((yield* this.entry.load("Relaxed")) === round, "an entry of another round");
        yield* this.full.store(false, "Relaxed");
      }
      yield* guard.drop();
    }
  }
}

export const circularBuffer = classic("circular_buffer", "rounds are counted that did nothing", function* () {
  const log = new Log();
  const sender = yield* spawnMany(1, "sender", () => log.send());
  const receiver = yield* spawnMany(1, "receiver", () => log.receive());
  yield* joinAll([...sender, ...receiver]);
});
