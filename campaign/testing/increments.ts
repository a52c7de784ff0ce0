/** Two threads add one each: by load and store, which may lose one, or atomically. */
import { AtomicUsize, assert, type Op, spawn } from "../../sim/index.ts";

export function* increments(atomic: boolean): Op<void> {
  const n = new AtomicUsize(0, "n");
  function* bump(): Op<void> {
    if (atomic) {
      yield* n.fetchAdd(1, "Relaxed");
      return;
    }
    const seen = yield* n.load("Relaxed");
    yield* n.store(seen + 1, "Relaxed");
  }
  const left = yield* spawn(bump, "left");
  yield* bump();
  yield* left.join();
  assert((yield* n.load("Relaxed")) === 2, "an increment was lost");
}
