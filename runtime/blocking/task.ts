/** `BlockingTask`: a function as a future, ready at its first and only poll. */
import { dropInPlace, type Op, panic } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { type Poll, ready } from "../future/poll.ts";
import { stopBudget } from "../task/coop.ts";

/** Rust's `FnOnce`: called, which uses its captures up, or dropped together with them. */
export interface FnOnce<T> {
  call(): Op<T>;
  drop?(): Op<void>;
}

/** What is run on a thread of its own; a plain function where there are no captures to be dropped. */
export type BlockingFunction<T> = FnOnce<T> | (() => Op<T>);

export class BlockingTask<T> implements Future<T> {
  /** Null once it was called. */
  private func: BlockingFunction<T> | null;

  constructor(func: BlockingFunction<T>) {
    this.func = func;
  }

  *poll(_cx: Context): Op<Poll<T>> {
    const func = this.func ?? panic("[internal exception] blocking task ran twice.");
    this.func = null;
    // It may run tasks itself, as a worker does: these have budgets of their own, and it has none.
    stopBudget();
    return ready(yield* typeof func === "function" ? func() : func.call());
  }

  *drop(): Op<void> {
    const { func } = this;
    this.func = null;
    yield* dropInPlace(func);
  }
}
