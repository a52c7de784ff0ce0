/** Futures that take part in cooperative scheduling, or keep out of it: tokio's `cooperative`, `unconstrained`, `consume_budget`. */
import type { Op } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY } from "../future/poll.ts";
import { pollProceed, setBudget, UNCONSTRAINED } from "./coop.ts";

/** A leaf's poll: one unit of the budget is used if it is ready. Without one left, it is pending and not made. */
export function* pollCooperatively<T>(cx: Context, poll: () => Op<Poll<T>>): Op<Poll<T>> {
  const coop = yield* pollProceed(cx);
  if (!coop.ready) return PENDING;
  try {
    const polled = yield* poll();
    if (polled.ready) coop.value.madeProgress();
    return polled;
  } finally {
    coop.value.drop();
  }
}

class Coop<T> implements Future<T> {
  private readonly future: Future<T>;

  constructor(future: Future<T>) {
    this.future = future;
  }

  poll(cx: Context): Op<Poll<T>> {
    return pollCooperatively(cx, () => this.future.poll(cx));
  }

  drop(): Op<void> {
    return this.future.drop();
  }
}

/** Makes a leaf of `future`: a poll that is ready costs one unit of the budget. Takes the future over. */
export function cooperative<T>(future: Future<T>): Future<T> {
  return new Coop(future);
}

class Unconstrained<T> implements Future<T> {
  private readonly future: Future<T>;

  constructor(future: Future<T>) {
    this.future = future;
  }

  *poll(cx: Context): Op<Poll<T>> {
    const before = setBudget(UNCONSTRAINED);
    try {
      return yield* this.future.poll(cx);
    } finally {
      setBudget(before);
    }
  }

  drop(): Op<void> {
    return this.future.drop();
  }
}

/** `future`, and all that it polls, has no budget to keep. Takes the future over. */
export function unconstrained<T>(future: Future<T>): Future<T> {
  return new Unconstrained(future);
}

class ConsumeBudget implements Future<void> {
  poll(cx: Context): Op<Poll<void>> {
    return pollCooperatively(cx, pollReady);
  }

  *drop(): Op<void> {}
}

function* pollReady(): Op<Poll<void>> {
  return READY;
}

/** Uses one unit of the budget, waiting for the task's next poll where none is left. */
export function consumeBudget(): Future<void> {
  return new ConsumeBudget();
}
