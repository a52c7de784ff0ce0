/** `std::sync::atomic::fence`. */
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { FenceOrdering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";

const FENCE = new StepKind<void>({
  name: "fence",
  access: "none",
  perform: (op) => op.execution.memory.fence(op.ordering as FenceOrdering, op.thread),
  showArguments: (op) => op.ordering,
});

/** Lends `ordering` to the relaxed accesses around it. */
export function fence(ordering: FenceOrdering): Op<void> {
  return step(FENCE, null, ordering);
}
