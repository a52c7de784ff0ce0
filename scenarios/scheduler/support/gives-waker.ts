/** An endless future that gives a clone of its waker away at its first poll. */
import { type Context, PENDING, type Poll, type Waker } from "../../../runtime/index.ts";
import { Condvar, Mutex, type Op } from "../../../sim/index.ts";
import { HoldingFuture } from "../../task/support/futures.ts";

export class GivesWaker extends HoldingFuture<void> {
  private readonly slot = new Mutex<Waker | null>(null, "slot");
  private readonly filled = new Condvar("filled");
  private polled = false;

  *poll(cx: Context): Op<Poll<void>> {
    if (this.polled) return PENDING;
    this.polled = true;
    const waker = yield* cx.waker.clone();
    const guard = yield* this.slot.lock();
    guard.value = waker;
    yield* guard.drop();
    yield* this.filled.notifyOne();
    return PENDING;
  }

  /** The waker; waits for the first poll. */
  *given(): Op<Waker> {
    const guard = yield* this.slot.lock();
    let waker = guard.value;
    while (waker === null) {
      yield* this.filled.wait(guard);
      waker = guard.value;
    }
    yield* guard.drop();
    return waker;
  }
}
