/** A future that the scenario polls by hand, as tokio_test's `task::spawn`, with a waker that counts. */
import { Context, type Future, pollFn, RecordingWaker, type Waker } from "../../../runtime/index.ts";
import type { Op } from "../../../sim/index.ts";

export class Polled {
  readonly wakes: RecordingWaker;
  private readonly waker: Waker;
  private readonly future: Future<unknown>;

  constructor(future: Future<unknown>, name: string) {
    this.future = future;
    this.wakes = new RecordingWaker(name);
    this.waker = this.wakes.waker();
  }

  /** Polls once. */
  *isReady(): Op<boolean> {
    const poll = yield* this.future.poll(new Context(this.waker));
    return poll.ready;
  }

  /** To be polled by another task. Borrows the future. */
  awaited(): Future<unknown> {
    return pollFn((cx) => this.future.poll(cx));
  }

  *drop(): Op<void> {
    yield* this.future.drop();
    yield* this.waker.drop();
  }
}
