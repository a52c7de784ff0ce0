/** Wakers for property tests: what each of their four functions does, as data that shrinks to "nothing". */
import fc from "fast-check";
import { type AtomicWaker, RecordingWaker, type WakerCall } from "../../runtime/index.ts";
import { type Op, panic } from "../../sim/index.ts";

/** What a call does: nothing, panic, or come back to the AtomicWaker that made it. */
export type Reaction = "nothing" | "panics" | "wakes";

export type WakerPlan = { readonly [call in Exclude<WakerCall, "wakeByRef">]: Reaction };

const reactions = fc.constantFrom<Reaction>("nothing", "panics", "wakes");

/** Any mixture of reactions. A plain waker is the simplest. */
export function wakerPlans(): fc.Arbitrary<WakerPlan> {
  return fc.record({ clone: reactions, wake: reactions, drop: reactions });
}

/** A task behind wakers that react as planned; the ones that come back come back to `on`. */
export function makeTask(label: string, plan: WakerPlan, on: AtomicWaker): RecordingWaker {
  const react = (call: keyof WakerPlan): (() => Op<void>) =>
    function* () {
      if (plan[call] === "panics") panic(`${call} of ${label}`);
      if (plan[call] === "wakes") yield* on.wake();
    };
  const wake = react("wake");
  return new RecordingWaker(label, {
    reactions: { clone: react("clone"), wake, wakeByRef: wake, drop: react("drop") },
  });
}
