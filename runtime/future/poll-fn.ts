/** `std::future::poll_fn`: a future from its poll alone. */
import type { Op } from "../../sim/index.ts";
import type { Context } from "./context.ts";
import type { Future } from "./future.ts";
import type { Poll } from "./poll.ts";

class PollFn<T> implements Future<T> {
  readonly poll: (cx: Context) => Op<Poll<T>>;

  constructor(poll: (cx: Context) => Op<Poll<T>>) {
    this.poll = poll;
  }

  *drop(): Op<void> {}
}

/** What `poll` captured is the caller's to drop. */
export function pollFn<T>(poll: (cx: Context) => Op<Poll<T>>): Future<T> {
  return new PollFn(poll);
}
