/** A gate that some thread opens once; a task that comes too early waits before it. */
import { AtomicWaker, type Context, type Future, PENDING, type Poll, pollFn, READY } from "../../../runtime/index.ts";
import { AtomicBool, type Op } from "../../../sim/index.ts";

export class Gate {
  private readonly isOpen = new AtomicBool(false, "open");
  private readonly waker = new AtomicWaker("gate");

  /** First the flag, then the wake: whoever registered before sees the flag when it is polled again. */
  *open(): Op<void> {
    yield* this.isOpen.store(true, "Relaxed");
    yield* this.waker.wake();
  }

  /** For one task: ready once the gate is open. */
  *pass(cx: Context): Op<Poll<void>> {
    yield* this.waker.registerByRef(cx.waker);
    return (yield* this.isOpen.load("Relaxed")) ? READY : PENDING;
  }

  /** Ready once the gate is open, for one task. Borrows the gate. */
  passed(): Future<void> {
    return pollFn((cx) => this.pass(cx));
  }

  /** A waker may still be in it: that of a task which was cancelled. */
  drop(): Op<void> {
    return this.waker.drop();
  }
}
