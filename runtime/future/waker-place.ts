/** A place for the waker of whoever waits: empty until somebody does, and again once the waker was taken to be woken. */
import type { Op } from "../../sim/index.ts";
import type { Waker } from "./waker.ts";

export interface WakerPlace {
  /** An owned value. */
  waker: Waker | null;
}

/** Stores a clone of `waker`, of the poll that goes on, unless the stored one wakes the same task: that may have moved. */
export function* replaceWaker(place: WakerPlace, waker: Waker): Op<void> {
  const before = place.waker;
  if (before?.willWake(waker) === true) return;
  place.waker = yield* waker.clone();
  if (before !== null) yield* before.drop();
}

/** Leaves the place empty. What was there is the caller's. */
export function takeWaker(place: WakerPlace): Waker | null {
  const { waker } = place;
  place.waker = null;
  return waker;
}
