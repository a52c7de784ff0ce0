/**
 * Cooperative scheduling, after tokio's `task/coop`: each poll of a task may make so much progress and no
 * more; then its leaf futures are pending, though they could go on, until the scheduler has polled again.
 *
 * A leaf asks by `pollProceed` before it works and says `madeProgress` afterwards: what it did not use is
 * given back. The budget is the thread's, so nothing here is a step but the wake of a task that is out of it.
 */
import { type Op, ThreadLocal } from "../../sim/index.ts";
import { defer } from "../context.ts";
import type { Context } from "../future/context.ts";
import { PENDING, type Poll, READY, ready } from "../future/poll.ts";

/** How much progress is left; null: as much as one likes. */
export type Budget = number | null;

/** What a task has for one poll. */
export const INITIAL_BUDGET = 128;

/** `Budget::unconstrained()`. */
export const UNCONSTRAINED: Budget = null;

const BUDGET = new ThreadLocal<Budget>(() => UNCONSTRAINED);

/** Replaces the thread's budget and gives back the one before, which the caller puts back. */
export function setBudget(budget: Budget): Budget {
  return BUDGET.replace(budget);
}

/** `coop::stop`: for code that is about to block; no limits from here on. Gives back what was left. */
export function stopBudget(): Budget {
  return setBudget(UNCONSTRAINED);
}

/** What is left of the thread's budget. */
export function remainingBudget(): Budget {
  return BUDGET.get();
}

/** Runs `body` with a budget of its own; the one before is back afterwards, however it ends. */
export function* withBudget<R>(budget: Budget, body: () => Op<R>): Op<R> {
  const before = setBudget(budget);
  try {
    return yield* body();
  } finally {
    setBudget(before);
  }
}

/** `coop::budget`: one poll of a task. */
export function budgeted<R>(body: () => Op<R>): Op<R> {
  return withBudget(INITIAL_BUDGET, body);
}

/** `has_budget_remaining`: whether a leaf may go on. */
export function hasBudgetRemaining(): boolean {
  const budget = BUDGET.get();
  return budget === null || budget > 0;
}

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
  const before = BUDGET.get();
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
