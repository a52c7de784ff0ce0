/**
 * `std::mem::ManuallyDrop`: an owned value whose end is nobody's duty. tokio wraps wakers in it that
 * borrow their share (`waker_ref`): used like any other, never dropped, and no leak.
 */
import { currentThread, type Op, type Owned } from "../../sim/index.ts";

export class ManuallyDrop<T extends Owned & { drop(): Op<void> }> {
  /** The value itself, to be used in place. */
  readonly value: T;

  constructor(value: T) {
    this.value = value;
    currentThread().execution.heap.remove(value);
  }

  /** `ManuallyDrop::drop`: the one way to end it here; a second time is a `double-free`. */
  drop(): Op<void> {
    return this.value.drop();
  }
}
