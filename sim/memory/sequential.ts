/**
 * `sc`: interleaving semantics. Every load sees the newest store; happens-before edges still come
 * from the orderings as written, so a too weak ordering is found as a data race even here.
 */
import type { Thread } from "../engine/thread.ts";
import type { Location, Value } from "./location.ts";
import type { Memory, Update } from "./memory.ts";
import {
  acquires,
  type FenceOrdering,
  type LoadOrdering,
  type Ordering,
  releases,
  type StoreOrdering,
} from "./ordering.ts";
import { acquireFrom, continueRelease, fenceViews, forkViews, joinViews, startRelease } from "./views.ts";

export class SequentialMemory implements Memory {
  readonly name = "sc";
  updated = false;

  begin(): void {
    this.updated = false;
  }

  latest(location: Location): Value {
    return location.value;
  }

  load(location: Location, ordering: LoadOrdering, thread: Thread): Value {
    this.noteConflict(location, thread);
    if (location.released !== null) acquireFrom(location.released, acquires(ordering), thread);
    return location.value;
  }

  store(location: Location, value: Value, ordering: StoreOrdering, thread: Thread): void {
    this.noteConflict(location, thread);
    startRelease(location, releases(ordering), thread);
    this.write(location, value, thread);
  }

  update(
    location: Location,
    update: Update,
    a: Value,
    b: Value,
    success: Ordering,
    failure: LoadOrdering,
    thread: Thread,
  ): Value {
    this.noteConflict(location, thread);
    const seen = location.value;
    const next = update(seen, a, b);
    this.updated = next !== undefined;
    const ordering = next === undefined ? failure : success;
    if (location.released !== null) acquireFrom(location.released, acquires(ordering), thread);
    if (next !== undefined) {
      continueRelease(location, releases(ordering), thread);
      this.write(location, next, thread);
    }
    return seen;
  }

  fence(ordering: FenceOrdering, thread: Thread): void {
    fenceViews(ordering, thread);
  }

  fork(parent: Thread, child: Thread): void {
    forkViews(parent, child);
  }

  join(thread: Thread, finished: Thread): void {
    joinViews(thread, finished);
  }

  private write(location: Location, value: Value, thread: Thread): void {
    location.value = value;
    location.lastWriter = thread.index;
    if (location.watchers !== 0) thread.execution.recheck(location);
  }

  /** Two threads meet at a location that one of them wrote: the run was able to find something. */
  private noteConflict(location: Location, thread: Thread): void {
    if (location.lastWriter !== thread.index && location.lastWriter !== -1) thread.execution.conflicts++;
  }
}
