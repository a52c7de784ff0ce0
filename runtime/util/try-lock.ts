/** tokio's `TryLock`: what only one thread at a time may use, and nobody waits for. */
import { AtomicBool, type Op, UnsafeCell } from "../../sim/index.ts";

export class TryLock<T> {
  private readonly locked: AtomicBool;
  private readonly data: UnsafeCell<T>;

  /** `name` is for traces. */
  constructor(data: T, name: string) {
    this.locked = new AtomicBool(false, `${name}.locked`);
    this.data = new UnsafeCell<T>(data, { name, show: () => name });
  }

  /** Runs `body` with the lock held, lets go however it ends, and says what it gave back; null where another holds it. */
  *tryWith<R>(body: (data: T) => Op<R>): Op<{ readonly value: R } | null> {
    if (!(yield* this.locked.compareExchange(false, true, "SeqCst", "SeqCst")).ok) return null;
    try {
      return { value: yield* this.data.withMut(body) };
    } finally {
      yield* this.locked.store(false, "SeqCst");
    }
  }
}
