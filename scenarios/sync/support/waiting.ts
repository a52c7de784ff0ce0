/** Many futures of one Notify, made and polled by hand. */
import { type Notify, NUM_WAKERS } from "../../../runtime/index.ts";
import { assert, type Op } from "../../../sim/index.ts";
import { Polled } from "./polled.ts";

/** One more than are woken at a time. */
export const TWO_BATCHES = NUM_WAKERS + 1;

/** `count` futures that nobody has polled. */
export function* notifiedBy(notify: Notify, count: number): Op<Polled[]> {
  const all: Polled[] = [];
  for (let i = 0; i < count; i++) all.push(new Polled(yield* notify.notified(), `waiter ${i}`));
  return all;
}

/** Polls, which must be in vain. */
export function* expectPending(polled: Polled): Op<void> {
  assert(!(yield* polled.isReady()), "a Notified is ready that nobody has notified");
}

export function* dropEach(all: readonly Polled[]): Op<void> {
  for (const polled of all) yield* polled.drop();
}
