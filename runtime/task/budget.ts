/**
 * The cooperative budget of a thread: how much progress the task that it polls may still make. What keeps to
 * it is in `coop.ts`; this file knows nothing of runtimes.
 */
import { type Op, ThreadLocal } from "../../sim/index.ts";

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
