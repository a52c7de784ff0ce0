/**
 * `rc11`: C++20's memory model after "Repairing Sequential Consistency in C/C++11" (Lahav,
 * Vafeiadis, Kang, Hur, Dreyer: PLDI 2017), as a machine. A location has a history of stores; a load
 * sees any of them that coherence and SeqCst allow, a store goes into modification order wherever
 * they allow it, and `decide` chooses. Program order with reads-from is acyclic as RC11 has it, so
 * nothing is read before it is executed.
 *
 * Stronger than RC11 in three ways, each of which leaves out executions and adds none: SeqCst goes
 * by the order of execution (see `ScOrder`), a location keeps its newest stores only (see
 * `History`), and its initial value happens before everything.
 */

import { clear } from "../../engine/lists.ts";
import type { Thread } from "../../engine/thread.ts";
import { noteConflict, wrote } from "../accesses.ts";
import type { Location, Value } from "../location.ts";
import type { Memory, Update } from "../memory.ts";
import {
  acquires,
  type FenceOrdering,
  type LoadOrdering,
  type Ordering,
  releases,
  type StoreOrdering,
} from "../ordering.ts";
import { acquireFrom, continueRelease, fenceViews, forkViews, joinViews, publish, startRelease } from "../views.ts";
import { History } from "./history.ts";
import { ScOrder } from "./sc-order.ts";
import type { Store } from "./store.ts";

export class Rc11Memory implements Memory {
  readonly name = "rc11";
  updated = false;
  staleReads = 0;
  private readonly order = new ScOrder();
  private readonly pool: History[] = [];
  private poolUsed = 0;
  /** What the present question offers, as indices into the history, the newest first; a load offers all in a row. */
  private readonly candidates: number[] = [];
  private top = 0;

  begin(): void {
    this.updated = false;
    this.staleReads = 0;
    this.order.begin();
    this.poolUsed = 0;
  }

  latest(location: Location): Value {
    return location.value;
  }

  load(location: Location, ordering: LoadOrdering, thread: Thread): Value {
    noteConflict(location, thread);
    const history = this.historyOf(location);
    const top = history.stores.length - 1;
    clear(this.candidates);
    const back = thread.execution.decide("read", top - this.floor(history, ordering, thread) + 1);
    return this.read(history, top - back, ordering, thread).value;
  }

  store(location: Location, value: Value, ordering: StoreOrdering, thread: Thread): void {
    noteConflict(location, thread);
    const history = this.historyOf(location);
    const store = history.insertBehind(this.placeFor(history, ordering, thread), value, thread);
    if (ordering === "SeqCst") this.order.store(store);
    startRelease(store, releases(ordering), thread);
    wrote(location, history.newest.value, thread);
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
    const history = this.historyOf(location);
    const index = this.sourceFor(history, update, a, b, success, failure, thread);
    const { value, released } = history.stores[index] as Store; // a candidate
    const next = update(value, a, b);
    this.updated = next !== undefined;
    this.read(history, index, next === undefined ? failure : success, thread);
    if (next === undefined) return value;
    const store = history.insertBehind(index, next, thread);
    store.updates = true;
    if (success === "SeqCst") this.order.store(store);
    publish(store, released);
    continueRelease(store, releases(success), thread);
    wrote(location, history.newest.value, thread);
    return value;
  }

  fence(ordering: FenceOrdering, thread: Thread): void {
    fenceViews(ordering, thread);
    if (ordering === "SeqCst") this.order.fence(thread);
  }

  fork(parent: Thread, child: Thread): void {
    forkViews(parent, child);
  }

  join(thread: Thread, finished: Thread): void {
    joinViews(thread, finished);
  }

  /**
   * While a question is asked: of how many newer stores answer `option` takes no notice. By it an
   * execution graph says which answer is its own.
   */
  newerThan(option: number): number {
    const index = this.candidates[option];
    return index === undefined ? option : this.top - index;
  }

  /** Created at the first access, anew where the one it has serves another location by now. */
  private historyOf(location: Location): History {
    const known = location.history as History | null; // nobody else sets it while this model runs
    if (known !== null && known.location === location) return known;
    let history = this.pool[this.poolUsed++];
    if (history === undefined) {
      history = new History();
      this.pool.push(history);
    }
    history.reset(location);
    location.history = history;
    return history;
  }

  /** `thread` reads the store at `index`. */
  private read(history: History, index: number, ordering: Ordering, thread: Thread): Store {
    const { stores } = history;
    const store = stores[index] as Store; // a candidate
    history.lastRead = store;
    if (index !== stores.length - 1) this.staleReads++;
    if (store.released !== null) acquireFrom(store.released, acquires(ordering), thread);
    store.mark(thread);
    return store;
  }

  /** Index of the newest store that the access must not go behind. */
  private floor({ stores }: History, ordering: Ordering, thread: Thread): number {
    const top = stores.length - 1;
    // Mostly there is no choice, and no need to look at the fences.
    if ((stores[top] as Store).knownTo(thread.clock)) return top;
    const fence = this.order.fenceBefore(thread);
    for (let i = top; i > 0; i--) {
      const store = stores[i] as Store; // i <= top
      if (store.knownTo(thread.clock)) return i;
      if (fence !== null && this.order.bindsAfter(fence, store)) return i;
      if (ordering === "SeqCst" && this.order.bindsAccess(store)) return i;
    }
    return 0;
  }

  /** Index of the store behind which a plain store goes. */
  private placeFor(history: History, ordering: Ordering, thread: Thread): number {
    const floor = this.floor(history, ordering, thread);
    const top = history.stores.length - 1;
    if (floor === top) return top;
    const { candidates } = this;
    clear(candidates);
    this.top = top;
    for (let i = top; i >= floor; i--) if (history.isOpen(i)) candidates.push(i);
    return candidates[thread.execution.decide("coherence", candidates.length)] as number; // the newest is always one
  }

  /**
   * Index of the store that a read-modify-write reads: one that it can write right behind, or one
   * that it declines and only loads.
   */
  private sourceFor(
    history: History,
    update: Update,
    a: Value,
    b: Value,
    success: Ordering,
    failure: LoadOrdering,
    thread: Thread,
  ): number {
    const { stores } = history;
    const top = stores.length - 1;
    if ((stores[top] as Store).knownTo(thread.clock)) return top;
    const { candidates } = this;
    clear(candidates);
    this.top = top;
    const floors = { updating: this.floor(history, success, thread), declining: this.floor(history, failure, thread) };
    for (let i = top; i >= Math.min(floors.updating, floors.declining); i--) {
      const declines = update((stores[i] as Store).value, a, b) === undefined; // i <= top
      if (declines ? i >= floors.declining : i >= floors.updating && history.isOpen(i)) candidates.push(i);
    }
    return candidates[thread.execution.decide("read", candidates.length)] as number; // the newest is always one
  }
}
