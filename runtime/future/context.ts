/** `std::task::Context`: what a future is polled with. */
import type { Waker } from "./waker.ts";

export class Context {
  /** Lent for the poll: a future that wants to keep it clones it. */
  readonly waker: Waker;

  constructor(waker: Waker) {
    this.waker = waker;
  }
}
