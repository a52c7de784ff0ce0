/**
 * How orderings turn into happens-before, after C++20 as Rust uses it: release stores publish the
 * thread's clock, read-modify-writes continue a release sequence, a later plain store (of any
 * thread) ends it, fences lend their strength to the relaxed accesses around them.
 *
 * Shared by all memory models; the location's `released` view is that of its newest store.
 */
import type { Thread } from "../engine/thread.ts";
import type { Location } from "./location.ts";
import { acquires, type FenceOrdering, releases } from "./ordering.ts";
import { copy, join, type VectorClock } from "./vector-clock.ts";

/** A read saw a store that published `view`: join it now, or keep it for an acquire fence. */
export function acquireFrom(view: VectorClock, acquiring: boolean, thread: Thread): void {
  join(acquiring ? thread.clock : thread.acquirable, view);
}

/** A plain store: starts a new release sequence, or ends the old one. */
export function startRelease(location: Location, releasing: boolean, thread: Thread): void {
  const view = releasing ? thread.clock : thread.releaseFence;
  if (view.length === 0) {
    location.released = null;
    return;
  }
  location.releaseBuffer ??= [];
  location.released = location.releaseBuffer;
  copy(location.released, view);
  if (releasing) thread.advanceEpoch();
}

/** The write of a read-modify-write: carries the view it read from along with its own. */
export function continueRelease(location: Location, releasing: boolean, thread: Thread): void {
  if (location.released === null) {
    startRelease(location, releasing, thread);
    return;
  }
  join(location.released, releasing ? thread.clock : thread.releaseFence);
  if (releasing) thread.advanceEpoch();
}

/** A fence: acquire takes what relaxed loads have read so far, release lends the clock to later stores. */
export function fenceViews(ordering: FenceOrdering, thread: Thread): void {
  if (acquires(ordering)) join(thread.clock, thread.acquirable);
  if (releases(ordering)) {
    copy(thread.releaseFence, thread.clock);
    thread.advanceEpoch();
  }
}

/** A thread is born: what its parent did before happens before all that it does. */
export function forkViews(parent: Thread, child: Thread): void {
  join(child.clock, parent.clock);
  parent.advanceEpoch();
}

/** All that a finished thread did happens before what `thread` does from now on. */
export function joinViews(thread: Thread, finished: Thread): void {
  join(thread.clock, finished.clock);
}
