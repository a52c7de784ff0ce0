/**
 * Cooperative scheduling, after tokio's `task/coop`: each poll of a task may make so much progress and no
 * more; then its leaf futures are pending, though they could go on, until the scheduler has polled again.
 *
 * A leaf asks by `pollProceed` before it works and says `madeProgress` afterwards: what it did not use is
 * given back. The budget is the thread's, so nothing here is a step but the wake of a task that is out of it.
 */
import type { Op } from "../../sim/index.ts";
import { defer } from "../context.ts";
import type { Context } from "../future/context.ts";
import { PENDING, type Poll, READY, ready } from "../future/poll.ts";
import { type Budget, hasBudgetRemaining, remainingBudget, setBudget, UNCONSTRAINED } from "./budget.ts";

export {
  type Budget,
  budgeted,
  hasBudgetRemaining,
  INITIAL_BUDGET,
  remainingBudget,
  setBudget,
  stopBudget,
  UNCONSTRAINED,
  withBudget,
} from "./budget.ts";

/** One unit, taken for a leaf that may turn out to be pending. Lent to one poll: dropped before it returns. */
export class RestoreOnPending {
  private before: Budget;

  /** Use `pollProceed`. */
  constructor(before: Budget) {
    this.before = before;
  }

  /** The unit was used. */
  madeProgress(): void {
    this.before = UNCONSTRAINED;
  }

  /** Puts the budget back as it was before, unless there was progress or no limit. */
  drop(): void {
    if (this.before !== null) setBudget(this.before);
  }
}

/** Takes one unit. Pending where none is left: the task is woken once the driver had its turn. */
export function* pollProceed(cx: Context): Op<Poll<RestoreOnPending>> {
  const before = remainingBudget();
  if (before === 0) {
    yield* defer(cx.waker);
    return PENDING;
  }
  if (before !== null) setBudget(before - 1);
  return ready(new RestoreOnPending(before));
}

/** As `pollProceed`, but takes nothing: for what only polls others. */
export function* pollBudgetAvailable(cx: Context): Op<Poll<void>> {
  if (hasBudgetRemaining()) return READY;
  yield* defer(cx.waker);
  return PENDING;
}
