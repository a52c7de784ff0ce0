/**
 * `IdleNotifiedSet` after tokio's `util/idle_notified_set.rs`: values, each with a waker of its own, on
 * two lists: those whose waker was woken since they were last looked at, and the idle ones.
 *
 * The values are the set's alone, and only the set takes an entry off both lists; a wake moves it from
 * the idle list to the notified one. So the set may use a value without the lock.
 */
import { Arc, assertOrPanic, type Op, panicking, type RawPtr } from "../../sim/index.ts";
import { Context } from "../future/context.ts";
import type { Waker } from "../future/waker.ts";
import type { LinkedList } from "./linked-list.ts";
import { type EntryPtr, ListEntry, Lists, type ListsInner, newList, wakerRef } from "./list-entry.ts";

export class IdleNotifiedSet<T> {
  private readonly lists: Arc<Lists<T>>;
  /** Only the set adds and removes, so it need not ask the lists. */
  private length = 0;

  /** `label` is for traces. */
  constructor(label: string) {
    this.lists = new Arc(new Lists<T>(label), label);
  }

  get len(): number {
    return this.length;
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  /** Adds `value`, as idle. */
  *insertIdle(value: T): Op<Entry<T>> {
    this.length++;
    const entry = new Arc(new ListEntry(value, yield* this.lists.clone()));
    yield* this.locked((lists) => pushIdle(lists, entry));
    return new Entry(entry, this);
  }

  /** Takes a notified entry, which is idle from now on. `waker`, or one like it, waits for the next to be notified. */
  *popNotified(waker: Waker): Op<Entry<T> | null> {
    if (this.length === 0) return null;
    return this.entryOf(yield* this.locked((lists) => popAndRegister(lists, waker)));
  }

  /** The same, without anybody waiting. */
  *tryPopNotified(): Op<Entry<T> | null> {
    if (this.length === 0) return null;
    return this.entryOf(yield* this.locked(pop));
  }

  /** Calls `func` for each value, without the lock. */
  *forEach(func: (value: T) => Op<void>): Op<void> {
    // All at once, or an entry that is notified meanwhile would be seen twice.
    const entries = yield* this.locked(allOf<T>);
    for (const entry of entries) {
      const { value } = yield* entry.get();
      yield* value.withMut(func);
    }
  }

  /** Removes all entries and hands each value to `func`, which drops it; also the rest, where one panics. */
  *drain(func: (value: T) => Op<void>): Op<void> {
    if (this.length === 0) return;
    this.length = 0;
    const all = newList<T>();
    yield* this.locked((lists) => moveAll(lists, all));
    try {
      yield* drainList(all, func);
    } finally {
      yield* drainList(all, func);
    }
  }

  /** `dropValue`: as for `drain`. */
  *drop(dropValue: (value: T) => Op<void>): Op<void> {
    try {
      yield* this.drain(dropValue);
      if (!panicking()) yield* this.locked(assertEmpty);
    } finally {
      yield* this.lists.drop();
    }
  }

  /** For entries: takes one off its list, and the set. */
  *remove(entry: Arc<ListEntry<T>>): Op<void> {
    this.length--;
    yield* this.locked((lists) => unlink(lists, entry));
  }

  private *locked<R>(body: (lists: ListsInner<T>) => Op<R>): Op<R> {
    const { lock } = yield* this.lists.get();
    return yield* lock.with(body, "ignore");
  }

  private entryOf(entry: Arc<ListEntry<T>> | null): Entry<T> | null {
    return entry === null ? null : new Entry(entry, this);
  }
}

/** An entry that is on one of the lists, and stays there as long as this is held: its value is there. */
export class Entry<T> {
  private readonly entry: Arc<ListEntry<T>>;
  private readonly set: IdleNotifiedSet<T>;

  /** Use `insertIdle` and `popNotified`. */
  constructor(entry: Arc<ListEntry<T>>, set: IdleNotifiedSet<T>) {
    this.entry = entry;
    this.set = set;
  }

  /** The value, with a waker that puts this entry on the notified list. */
  *withValueAndContext<R>(func: (value: T, cx: Context) => Op<R>): Op<R> {
    const cx = new Context(wakerRef(this.entry.asPtr()).value);
    const { value } = yield* this.entry.get();
    return yield* value.withMut((inner) => func(inner, cx));
  }

  /** Off the list, and gives the value back. */
  *remove(): Op<T> {
    yield* this.set.remove(this.entry);
    const { value } = yield* this.entry.get();
    const taken = yield* value.get();
    yield* this.entry.drop();
    return taken;
  }

  /** It stays on its list. */
  drop(): Op<void> {
    return this.entry.drop();
  }
}

function* pushIdle<T>(lists: ListsInner<T>, entry: Arc<ListEntry<T>>): Op<void> {
  lists.idle.pushFront((yield* entry.clone()).intoRaw());
}

function* popAndRegister<T>(lists: ListsInner<T>, waker: Waker): Op<Arc<ListEntry<T>> | null> {
  const before = lists.waker;
  if (before === null || !waker.willWake(before)) {
    lists.waker = yield* waker.clone();
    if (before !== null) yield* before.drop();
  }
  return yield* pop(lists);
}

function* pop<T>(lists: ListsInner<T>): Op<Arc<ListEntry<T>> | null> {
  const pointer = lists.notified.popBack();
  if (pointer === null) return null;
  const entry = Arc.fromRaw(pointer);
  yield* pushIdle(lists, entry);
  const { place } = yield* entry.get();
  yield* place.set("idle");
  return entry;
}

function* unlink<T>(lists: ListsInner<T>, entry: Arc<ListEntry<T>>): Op<void> {
  const pointer = entry.asPtr();
  yield* (yield* entry.get()).unlink(pointer, lists);
  yield* Arc.fromRaw(pointer).drop();
}

function* allOf<T>(lists: ListsInner<T>): Op<EntryPtr<T>[]> {
  return [...lists.idle.fromBack(), ...lists.notified.fromBack()];
}

function* moveAll<T>(lists: ListsInner<T>, all: LinkedList<RawPtr<ListEntry<T>>>): Op<void> {
  for (const list of [lists.idle, lists.notified]) {
    for (let entry = list.popBack(); entry !== null; entry = list.popBack()) {
      const { place } = yield* entry.get();
      yield* place.set("neither");
      all.pushFront(entry);
    }
  }
}

function* drainList<T>(all: LinkedList<EntryPtr<T>>, func: (value: T) => Op<void>): Op<void> {
  for (let pointer = all.popBack(); pointer !== null; pointer = all.popBack()) {
    const entry = Arc.fromRaw(pointer);
    try {
      const { value } = yield* entry.get();
      yield* value.withMut(func);
    } finally {
      yield* entry.drop();
    }
  }
}

function* assertEmpty<T>(lists: ListsInner<T>): Op<void> {
  assertOrPanic(lists.idle.isEmpty, "lock.idle.is_empty()");
  assertOrPanic(lists.notified.isEmpty, "lock.notified.is_empty()");
}
