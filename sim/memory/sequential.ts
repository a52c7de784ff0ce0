/**
 * `sc`: interleaving semantics. Every load sees the newest store; happens-before edges still come
 * from the orderings as written, so a too weak ordering is found as a data race even here.
 */
import type { Thread } from "../engine/thread.ts";
import { noteConflict, wrote } from "./accesses.ts";
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
    noteConflict(location, thread);
    if (location.released !== null) acquireFrom(location.released, acquires(ordering), thread);
    return location.value;
  }

  store(location: Location, value: Value, ordering: StoreOrdering, thread: Thread): void {
    noteConflict(location, thread);
    startRelease(location, releases(ordering), thread);
    wrote(location, value, thread);
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
    noteConflict(location, thread);
    const seen = location.value;
    const next = update(seen, a, b);
    this.updated = next !== undefined;
    const ordering = next === undefined ? failure : success;
    if (location.released !== null) acquireFrom(location.released, acquires(ordering), thread);
    if (next !== undefined) {
      continueRelease(location, releases(ordering), thread);
      wrote(location, next, thread);
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
}
