/** A delay queue behind a lock: one task waits for its items, others have it as they like. */
import { DelayQueue, type Expired, type Future, pollFn } from "../../../runtime/index.ts";
import { Mutex, type Op } from "../../../sim/index.ts";

export class SharedQueue {
  private readonly queue: Mutex<DelayQueue<string>>;

  /** Made inside of its runtime. */
  constructor(name = "queue") {
    this.queue = new Mutex(new DelayQueue<string>({ name }), `${name} lock`);
  }

  /** Has the queue to itself. */
  *with<R>(body: (queue: DelayQueue<string>) => Op<R>): Op<R> {
    const guard = yield* this.queue.lock();
    try {
      return yield* body(guard.value);
    } finally {
      yield* guard.drop();
    }
  }

  /** Ready with what is due next, with null where there is nothing. */
  next(): Future<Expired<string> | null> {
    return pollFn((cx) => this.with((queue) => queue.pollExpired(cx)));
  }

  drop(): Op<void> {
    return this.with((queue) => queue.drop());
  }
}
