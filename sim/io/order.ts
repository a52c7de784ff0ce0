/**
 * What calls to the operating system order: whoever hears of something has seen what was done before it
 * was told. The value counts the calls and means nothing else; what there is to know, the object knows.
 */
import type { Thread } from "../engine/thread.ts";
import type { Location } from "../memory/location.ts";
import type { Update } from "../memory/memory.ts";

/** Always writes: so it reads the newest value under every memory model. */
const counted: Update = (calls) => ((calls as number) + 1) | 0;

/** What `by` did until now happens before what follows an `acquireAt` of the same location. */
export function releaseAt(location: Location, by: Thread): void {
  by.execution.memory.update(location, counted, null, null, "Release", "Relaxed", by);
}

/** What was done before any earlier `releaseAt` of the location happens before what `by` does next. */
export function acquireAt(location: Location, by: Thread): void {
  by.execution.memory.update(location, counted, null, null, "Acquire", "Relaxed", by);
}
