/** `twostage_N` of SCTBench: writers do in two critical sections what a reader takes for one. */
import { AtomicUsize, assert, Mutex, type Op } from "../../../sim/index.ts";
import { type Classic, classic, joinAll, schedulesFor, spawnMany } from "../classic.ts";

class Stages {
  private readonly first = new Mutex(null, "first lock");
  private readonly second = new Mutex(null, "second lock");
  private readonly data1 = new AtomicUsize(0, "data 1");
  private readonly data2 = new AtomicUsize(0, "data 2");

  *write(): Op<void> {
    const first = yield* this.first.lock();
    yield* this.data1.store(1, "Relaxed");
    yield* first.drop();
    const second = yield* this.second.lock();
    yield* this.data2.store((yield* this.data1.load("Relaxed")) + 1, "Relaxed");
    yield* second.drop();
  }

  *read(): Op<void> {
    const first = yield* this.first.lock();
    const data1 = yield* this.data1.load("Relaxed");
    yield* first.drop();
    if (data1 === 0) return;
    const second = yield* this.second.lock();
    const data2 = yield* this.data2.load("Relaxed");
    yield* second.drop();
    assert(data2 === data1 + 1, "the reader came between the stages");
  }
}

/** `threads`: the writers and the reader, which is spawned last. */
export function twostage(threads: number): Classic {
  return classic(
    `twostage_${threads}`,
    "a reader comes between two critical sections",
    function* () {
      const stages = new Stages();
      const writers = yield* spawnMany(threads - 1, "writer", () => stages.write());
      const reader = yield* spawnMany(1, "reader", () => stages.read());
      yield* joinAll([...writers, ...reader]);
    },
    schedulesFor(threads),
  );
}
