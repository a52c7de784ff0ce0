/** Threads that wait for each other before they go on. */
import { Condvar, Mutex, type Op } from "../../../sim/index.ts";

export class Rendezvous {
  private readonly missing: Mutex<number>;
  private readonly changed = new Condvar("all arrived");

  constructor(threads: number) {
    this.missing = new Mutex(threads, "missing");
  }

  /** Returns when all have called it. */
  *arrive(): Op<void> {
    const guard = yield* this.missing.lock();
    guard.value--;
    yield* this.changed.notifyAll();
    yield* this.changed.waitWhile(guard, (missing) => missing > 0);
    yield* guard.drop();
  }
}
