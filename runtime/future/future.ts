/** `std::future::Future`, with the drop that Rust inserts written out. */
import type { Op } from "../../sim/index.ts";
import type { Context } from "./context.ts";
import type { Poll } from "./poll.ts";

export interface Future<T> {
  /** Makes progress; a pending one has seen to it that `cx.waker` is woken when polling again is worth it. */
  poll(cx: Context): Op<Poll<T>>;
  /** Called once, by its owner: before completion (cancelled) or after it. */
  drop(): Op<void>;
}
