/**
 * The stores of one location in modification order, the newest last. Only the newest
 * `STORES_KEPT` are kept: no access reads or writes behind them, which leaves out executions and
 * never adds one.
 */

import { insert } from "../../engine/lists.ts";
import type { Thread } from "../../engine/thread.ts";
import type { Location, Value } from "../location.ts";
import { Store } from "./store.ts";

const STORES_KEPT = 8;

export class History {
  /** Whose stores these are: histories are pooled. */
  location: Location | null = null;
  /** Never empty once reset. Only for looking at. */
  readonly stores: Store[] = [];
  /** The stores that were last read and written, for whoever records; nobody else looks at them. */
  lastRead: Store | null = null;
  lastWritten: Store | null = null;
  private readonly spares: Store[] = [];

  /** Makes it the history of a location that has its initial value only. */
  reset(location: Location): void {
    this.location = location;
    this.lastRead = null;
    this.lastWritten = null;
    for (let store = this.stores.pop(); store !== undefined; store = this.stores.pop()) this.spares.push(store);
    this.stores.push(this.fresh(location.value));
  }

  get newest(): Store {
    return this.stores[this.stores.length - 1] as Store; // never empty
  }

  /** Whether a store may come right behind the store at `index`. */
  isOpen(index: number): boolean {
    return this.stores[index + 1]?.updates !== true;
  }

  /** `thread` writes right behind the store at `index`. */
  insertBehind(index: number, value: Value, thread: Thread): Store {
    const { stores } = this;
    const store = this.fresh(value);
    store.writer = thread.index;
    store.mark(thread);
    this.lastWritten = store;
    if (index === stores.length - 1) stores.push(store);
    else insert(stores, index + 1, store);
    if (stores.length > STORES_KEPT) this.dropOldest();
    return store;
  }

  private fresh(value: Value): Store {
    const store = this.spares.pop() ?? new Store();
    store.reset(value);
    return store;
  }

  private dropOldest(): void {
    const { stores } = this;
    this.spares.push(stores[0] as Store); // more than STORES_KEPT
    for (let i = 1; i < stores.length; i++) stores[i - 1] = stores[i] as Store;
    stores.pop();
  }
}
