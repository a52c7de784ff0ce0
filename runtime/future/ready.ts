/** `std::future::ready`. */
import { dropInPlace, type Op, panic } from "../../sim/index.ts";
import type { Future } from "./future.ts";
import { type Poll, ready } from "./poll.ts";

class ReadyFuture<T> implements Future<T> {
  private held: { readonly value: T } | null;

  constructor(value: T) {
    this.held = { value };
  }

  *poll(): Op<Poll<T>> {
    if (this.held === null) panic("`Ready` polled after completion");
    const { value } = this.held;
    this.held = null;
    return ready(value);
  }

  *drop(): Op<void> {
    if (this.held !== null) yield* dropInPlace(this.held.value);
  }
}

/** Ready with `value` at the first poll. */
export function readyFuture<T>(value: T): Future<T> {
  return new ReadyFuture(value);
}
