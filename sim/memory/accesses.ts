/** What every memory model owes the engine at an access. */
import type { Thread } from "../engine/thread.ts";
import type { Location, Value } from "./location.ts";

/** Two threads meet at a location that one of them wrote: the run was able to find something. */
export function noteConflict(location: Location, thread: Thread): void {
  if (location.lastWriter !== thread.index && location.lastWriter !== -1) thread.execution.conflicts++;
}

/** `thread` wrote; `newest` is the location's newest value now. Wakes whoever waited for that. */
export function wrote(location: Location, newest: Value, thread: Thread): void {
  location.value = newest;
  location.lastWriter = thread.index;
  if (location.watchers !== 0) thread.execution.recheck(location);
}
