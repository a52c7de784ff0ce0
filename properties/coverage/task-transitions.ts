/** Coverage of the task's state word: every transition and every outcome of it. */
import type { RuntimeEvent, TransitionName, Transitions } from "../../runtime/index.ts";
import type { Coverage, CoverageRow } from "../../sim/index.ts";
import { OutcomeCounts } from "./outcome-counts.ts";

/** Complete, or it does not compile. */
type TransitionOutcomes = {
  readonly [N in TransitionName]: { readonly [O in Transitions[N]]: string | null };
};

const TASK_DUMP = "for task dumps only, which are not modelled";
const OWNED_LIST =
  "the owned list holds a reference until a shutdown, which sets CANCELLED first; no list, no second poll: only a list's tasks are queued";

const OUTCOMES: TransitionOutcomes = {
  transitionToRunning: { Success: null, Cancelled: null, Failed: null, Dealloc: null },
  transitionToIdle: { Ok: null, OkNotified: null, OkDealloc: OWNED_LIST, Cancelled: null },
  transitionToComplete: { Snapshot: null },
  transitionToTerminal: { true: null, false: null },
  transitionToNotifiedByVal: { DoNothing: null, Submit: null, Dealloc: null },
  transitionToNotifiedByRef: { DoNothing: null, Submit: null },
  transitionToNotifiedForTracing: { true: TASK_DUMP, false: TASK_DUMP },
  transitionToNotifiedAndCancel: { true: null, false: null },
  transitionToShutdown: { true: null, false: null },
  dropJoinHandleFast: { Ok: null, Err: null },
  transitionToJoinHandleDropped: { dropWaker: null, dropOutput: null, "dropWaker, dropOutput": null },
  setJoinWaker: { Ok: null, Err: null },
  unsetWaker: { Ok: null, Err: null },
  unsetWakerAfterComplete: { Snapshot: null },
  refInc: { Ok: null },
  refDec: { true: null, false: null },
  refDecTwice: { true: null, false: null },
};

export class TaskTransitionCoverage implements Coverage {
  readonly name = "State";
  readonly area = "task";
  private readonly counts = new OutcomeCounts(OUTCOMES);

  onEvent(event: RuntimeEvent): void {
    if (event.type === "task.transition") this.counts.add(event.name, event.outcome);
  }

  rows(): readonly CoverageRow[] {
    return this.counts.rows();
  }
}
