/** Turns a specification into a wrong one, to see that it is refuted. */
import type { Effect, Specification, SpecifiedCall } from "./specification.ts";

/** As `right`, but where `op` returns, `wrong` says what state and result come of it. */
export function mistaken<S>(
  right: Specification<S>,
  op: string,
  wrong: (effect: { readonly state: S; readonly result: unknown }, before: S, call: SpecifiedCall) => Effect<S>,
): Specification<S> {
  return {
    ...right,
    name: `${right.name}, mistaken`,
    step: (state, call, phase) =>
      right
        .step(state, call, phase)
        .map((effect) => (call.op === op && "result" in effect ? wrong(effect, state, call) : effect)),
  };
}
