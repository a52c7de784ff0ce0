/** `watch::Ref`: a borrow of the value. Senders wait until it is dropped. */
import type { Op, ReadGuard } from "../../sim/index.ts";

export class WatchRef<T> {
  /** The receiver that borrows had not seen this value before. Never for a sender. */
  readonly hasChanged: boolean;
  private readonly guard: ReadGuard<T>;

  /** Use `borrow`, `borrowAndUpdate` or `waitFor`. */
  constructor(guard: ReadGuard<T>, hasChanged: boolean) {
    this.guard = guard;
    this.hasChanged = hasChanged;
  }

  get value(): T {
    return this.guard.value;
  }

  drop(): Op<void> {
    return this.guard.drop();
  }
}
