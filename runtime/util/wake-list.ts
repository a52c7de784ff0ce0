/** Wakers to be woken once a lock is released, after tokio's `util/wake_list.rs`. */
import { assertOrPanic, type Op } from "../../sim/index.ts";
import type { Waker } from "../future/waker.ts";

export const NUM_WAKERS = 32;

export class WakeList {
  private wakers: Waker[] = [];

  /** Full: wake all, and go on. */
  canPush(): boolean {
    return this.wakers.length < NUM_WAKERS;
  }

  /** Takes the waker over. */
  push(waker: Waker): void {
    assertOrPanic(this.canPush(), "self.can_push()");
    this.wakers.push(waker);
  }

  /** Wakes all, in the order of their pushes. A wake that panics: the rest is dropped, not woken. */
  *wakeAll(): Op<void> {
    const { wakers } = this;
    this.wakers = [];
    let woken = 0;
    try {
      while (woken < wakers.length) yield* (wakers[woken++] as Waker).wake();
    } finally {
      yield* dropFrom(wakers, woken);
    }
  }

  *drop(): Op<void> {
    const { wakers } = this;
    this.wakers = [];
    yield* dropFrom(wakers, 0);
  }
}

function* dropFrom(wakers: readonly Waker[], first: number): Op<void> {
  for (let i = first; i < wakers.length; i++) yield* (wakers[i] as Waker).drop();
}
