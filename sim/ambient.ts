/**
 * The one slot that holds the current execution, as `std` finds the current thread.
 *
 * The only mutable state at module level in the engine: code under test never sees an engine
 * handle, so the free functions and the objects find their execution here.
 */
import type { Execution } from "./engine/execution.ts";
import { UsageError } from "./finding/usage-error.ts";

let current: Execution | null = null;

/** The execution that is running now. Throws a `UsageError` outside of one. */
export function ambient(): Execution {
  if (current === null) {
    throw new UsageError("no execution is running: simulated objects live inside check(function* () { ... })");
  }
  return current;
}

/** The same, or null where none runs: for helpers that are also useful outside. */
export function ambientOrNull(): Execution | null {
  return current;
}

/** Makes `execution` the current one and returns the one before, for the caller to put back. */
export function enter(execution: Execution | null): Execution | null {
  const before = current;
  current = execution;
  return before;
}
