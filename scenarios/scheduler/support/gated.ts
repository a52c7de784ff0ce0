/** A future that starts whoever will open its gate at its first poll, and waits until that was done. */
import { async_, type Context, PENDING, type Poll, READY, spawn, type Waker } from "../../../runtime/index.ts";
import { AtomicBool, type Op, spawn as spawnThread } from "../../../sim/index.ts";
import { HoldingFuture } from "../../task/support/futures.ts";

/** Opens the gate once, or is dropped without. */
class Opener {
  private readonly isOpen: AtomicBool;
  private readonly waker: Waker;

  constructor(isOpen: AtomicBool, waker: Waker) {
    this.isOpen = isOpen;
    this.waker = waker;
  }

  *open(): Op<void> {
    yield* this.isOpen.store(true, "SeqCst");
    yield* this.waker.wake();
  }

  drop(): Op<void> {
    return this.waker.drop();
  }
}

/** Has another thread open the gate. */
export function* byThread(opener: Opener): Op<void> {
  yield* spawnThread(() => opener.open(), "opener");
}

/** Has another task open the gate. */
export function* byTask(opener: Opener): Op<void> {
  const join = yield* spawn(
    async_(() => opener.open(), { captures: [opener] }),
    "opener",
  );
  yield* join.drop();
}

export class Gated extends HoldingFuture<void> {
  private readonly isOpen = new AtomicBool(false, "gate");
  private readonly start: (opener: Opener) => Op<void>;
  private started = false;

  constructor(start: (opener: Opener) => Op<void>) {
    super();
    this.start = start;
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (!this.started) {
      this.started = true;
      yield* this.start(new Opener(this.isOpen, yield* cx.waker.clone()));
      return PENDING;
    }
    return (yield* this.isOpen.load("SeqCst")) ? READY : PENDING;
  }
}
