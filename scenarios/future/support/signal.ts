/** Something that happens once, told by any thread and awaited by one task at a time. */
import { AtomicWaker, type Context, type Future, PENDING, type Poll, pollFn, READY } from "../../../runtime/index.ts";
import { AtomicBool, type Op } from "../../../sim/index.ts";

export class Signal {
  private readonly happened: AtomicBool;
  private readonly waker: AtomicWaker;

  constructor(name: string) {
    this.happened = new AtomicBool(false, `${name}.happened`);
    this.waker = new AtomicWaker(`${name}.waker`);
  }

  /** First the flag, then the wake. */
  *happens(): Op<void> {
    yield* this.happened.store(true, "Release");
    yield* this.waker.wake();
  }

  /** Ready once it has happened. Borrows the signal. */
  awaited(): Future<void> {
    return pollFn((cx) => this.poll(cx));
  }

  drop(): Op<void> {
    return this.waker.drop();
  }

  private *poll(cx: Context): Op<Poll<void>> {
    yield* this.waker.registerByRef(cx.waker);
    return (yield* this.happened.load("Acquire")) ? READY : PENDING;
  }
}
