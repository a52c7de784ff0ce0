/** `tokio::task::yield_now`: lets the other tasks go first. (For threads: `yieldNow` of the engine.) */
import type { Op } from "../../sim/index.ts";
import { defer } from "../context.ts";
import type { Context } from "./context.ts";
import type { Future } from "./future.ts";
import { PENDING, type Poll, READY } from "./poll.ts";

class YieldNow implements Future<void> {
  private yielded = false;

  *poll(cx: Context): Op<Poll<void>> {
    if (this.yielded) return READY;
    this.yielded = true;
    yield* defer(cx.waker);
    return PENDING;
  }

  *drop(): Op<void> {}
}

/** Pending once; the task is woken when the scheduler's driver had its turn. */
export function yieldNow(): Future<void> {
  return new YieldNow();
}
