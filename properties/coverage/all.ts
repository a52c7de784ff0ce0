/** What is counted on every scenario by default, where a campaign is asked for coverage. */
import type { Coverage } from "../../sim/index.ts";
import { AtomicWakerCoverage } from "./atomic-waker-calls.ts";
import { TaskTransitionCoverage } from "./task-transitions.ts";

/** New counts, from 0. */
export function allCoverage(): readonly Coverage[] {
  return [new AtomicWakerCoverage(), new TaskTransitionCoverage()];
}
