/** `std::future::pending`. */
import type { Op } from "../../sim/index.ts";
import type { Future } from "./future.ts";
import { PENDING, type Poll } from "./poll.ts";

class PendingFuture implements Future<never> {
  *poll(): Op<Poll<never>> {
    return PENDING;
  }

  *drop(): Op<void> {}
}

/** Never ready, and nobody is woken. */
export function pending(): Future<never> {
  return new PendingFuture();
}
