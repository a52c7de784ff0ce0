/** `stack` of SCTBench: once something was pushed, the popping thread takes it that there is always something. */
import { AtomicBool, AtomicUsize, assert, Mutex, type Op } from "../../../sim/index.ts";
import { classic, joinAll, spawnMany } from "../classic.ts";

const SIZE = 10;

class Stack {
  private readonly lock = new Mutex(null, "lock");
  private readonly top = new AtomicUsize(0, "top");
  private readonly filled = new AtomicBool(false, "filled");

  *pushAll(): Op<void> {
    for (let i = 0; i < SIZE; i++) {
      const guard = yield* this.lock.lock();
      yield* this.top.store((yield* this.top.load("Relaxed")) + 1, "Relaxed");
      yield* this.filled.store(true, "Relaxed");
      yield* guard.drop();
    }
  }

  *popAll(): Op<void> {
    for (let i = 0; i < SIZE; i++) {
      const guard = yield* this.lock.lock();
      if (yield* this.filled.load("Relaxed")) {
        const top = yield* this.top.load("Relaxed");
        assert(top > 0, "popped from an empty stack");
        yield* this.top.store(top - 1, "Relaxed");
      }
      yield* guard.drop();
    }
  }
}

export const stack = classic("stack", "a flag that is never taken back stands for not being empty", function* () {
  const shared = new Stack();
  const pusher = yield* spawnMany(1, "pusher", () => shared.pushAll());
  const popper = yield* spawnMany(1, "popper", () => shared.popAll());
  yield* joinAll([...pusher, ...popper]);
});
