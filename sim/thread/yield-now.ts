/** `std::thread::yield_now`: the thread cannot get on by itself just now. */
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Op } from "../op.ts";

const YIELD = new StepKind<void>({
  name: "yieldNow",
  access: "none",
  yields: true,
  perform: (op) => {
    op.thread.yields++;
  },
});

/** A hint for fair strategies; belongs into every spin loop. */
export function yieldNow(): Op<void> {
  return step(YIELD, null);
}
