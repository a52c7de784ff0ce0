/**
 * How orderings turn into happens-before, after C++20 as Rust uses it: release stores publish the
 * thread's clock, read-modify-writes continue a release sequence, a later plain store (of any
 * thread) ends it, fences lend their strength to the relaxed accesses around them.
 *
 * Shared by all memory models: one that keeps the newest store only has its view on the location
 * itself, one that keeps several has a view on each.
 */
import type { Thread } from "../engine/thread.ts";
import { acquires, type FenceOrdering, releases } from "./ordering.ts";
import { copy, join, type VectorClock } from "./vector-clock.ts";

/** What a store hands to those who acquire it. */
export interface Published {
  /** The view that an acquire load of the store joins; null when there is none to join. */
  released: VectorClock | null;
  /** Spare array for `released`, kept so that publishing does not allocate. */
  releaseBuffer: VectorClock | null;
}

/** A read saw a store that published `view`: join it now, or keep it for an acquire fence. */
export function acquireFrom(view: VectorClock, acquiring: boolean, thread: Thread): void {
  join(acquiring ? thread.clock : thread.acquirable, view);
}

/** A plain store: starts a new release sequence, or ends the old one. */
export function startRelease(store: Published, releasing: boolean, thread: Thread): void {
  const view = releasing ? thread.clock : thread.releaseFence;
  publish(store, view.length === 0 ? null : view);
  if (releasing) thread.advanceEpoch();
}

/** The write of a read-modify-write, where `store` has the view of what was read: adds its own. */
export function continueRelease(store: Published, releasing: boolean, thread: Thread): void {
  if (store.released === null) {
    startRelease(store, releasing, thread);
    return;
  }
  join(store.released, releasing ? thread.clock : thread.releaseFence);
  if (releasing) thread.advanceEpoch();
}

/** `store` publishes a copy of `view`, or nothing. */
export function publish(store: Published, view: VectorClock | null): void {
  if (view === null) {
    store.released = null;
    return;
  }
  store.releaseBuffer ??= [];
  store.released = store.releaseBuffer;
  copy(store.released, view);
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
