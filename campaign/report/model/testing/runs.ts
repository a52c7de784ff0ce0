/** Runs for tests, with what does not matter filled in. */
import type { RunView, StepView } from "../../data.ts";

export function stepOf(index: number, more: Partial<StepView> = {}): StepView {
  return { index, thread: 0, call: "step()", kind: "step", access: "none", timeNs: 0, ...more };
}

export function runOf(steps: readonly StepView[], more: Partial<RunView> = {}): RunView {
  const threads = ["main", "left", "right"].map((name, at) => ({ path: `0.${at}`, name }));
  const size = { steps: steps.length, switches: 0 };
  return { size, stepCount: steps.length, virtualTimeNs: 0, threads, steps, leftOut: null, waiting: [], ...more };
}
