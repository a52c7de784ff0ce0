/** Waits that end without cause: std allows it, models may ask for it. */
import type { Execution } from "../engine/execution.ts";

/**
 * Whether the wait that begins now ends without cause at some moment that the schedule chooses.
 * Asked only where the bounds have `spuriousWakeups`, within the budget `spurious`.
 */
export function wakesSpuriously(execution: Execution): boolean {
  const { bounds } = execution;
  if (!bounds.spuriousWakeups || execution.spuriousUsed >= bounds.spurious) return false;
  if (execution.decide("spurious", 2) === 0) return false;
  execution.spuriousUsed++;
  return true;
}
