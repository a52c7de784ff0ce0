/**
 * The shared parts of an `IdleNotifiedSet`: its two lists, under their lock, and the entries, each of
 * which is what a waker wakes. A list holds a reference to each of its entries, an entry one to the lists.
 */
import { Arc, Mutex, type Op, panic, type RawPtr, UnsafeCell } from "../../sim/index.ts";
import { ManuallyDrop } from "../future/manually-drop.ts";
import { RawWaker, type RawWakerVTable } from "../future/raw-waker.ts";
import { Waker } from "../future/waker.ts";
import { LinkedList, Links } from "./linked-list.ts";

/** The list that an entry is on. Only the set may take it to `neither`, or from there anywhere: never. */
export type Place = "idle" | "notified" | "neither";

export type EntryPtr<T> = RawPtr<ListEntry<T>>;

export interface ListsInner<T> {
  readonly idle: LinkedList<EntryPtr<T>>;
  readonly notified: LinkedList<EntryPtr<T>>;
  /** Woken, and thereby used up, when an entry is put on the notified list. */
  waker: Waker | null;
}

export const newList = <T>() => new LinkedList<EntryPtr<T>>((entry) => entry.peek().pointers);

export class Lists<T> {
  readonly lock: Mutex<ListsInner<T>>;

  constructor(label: string) {
    this.lock = new Mutex<ListsInner<T>>({ idle: newList(), notified: newList(), waker: null }, `${label}.lists`);
  }

  *drop(): Op<void> {
    const { waker } = this.lock.peek();
    if (waker !== null) yield* waker.drop();
  }
}

export class ListEntry<T> {
  /** Belongs to whoever has the list that the entry is on. */
  readonly pointers = new Links<EntryPtr<T>>();
  /** With the lock of the lists only. */
  readonly place: UnsafeCell<Place>;
  /** The set's alone; not dropped with the entry. */
  readonly value: UnsafeCell<T>;
  private readonly parent: Arc<Lists<T>>;

  constructor(value: T, parent: Arc<Lists<T>>) {
    this.value = new UnsafeCell(value);
    this.place = new UnsafeCell<Place>("idle");
    this.parent = parent;
  }

  /** Puts the entry, `me`, on the notified list if it is idle, and wakes the set's waker. */
  *wakeByRef(me: EntryPtr<T>): Op<void> {
    const { lock } = yield* this.parent.get();
    const lists = yield* lock.lock("ignore");
    const { idle, notified, waker } = lists.value;
    const isIdle = (yield* this.place.get()) === "idle";
    if (isIdle) {
      yield* this.place.set("notified");
      // The list's reference goes along.
      idle.remove(me);
      notified.pushFront(me);
      lists.value.waker = null;
    }
    yield* lists.drop();
    // Foreign code: without the lock.
    if (isIdle && waker !== null) yield* waker.wake();
  }

  /** With the lock: takes the entry, `me`, off its list for good. The list's reference is the caller's. */
  *unlink(me: EntryPtr<T>, lists: ListsInner<T>): Op<void> {
    const place = yield* this.place.replace("neither");
    if (place === "neither") panic("internal error: entered unreachable code");
    lists[place].remove(me);
  }

  drop(): Op<void> {
    return this.parent.drop();
  }
}

/** Each waker is one reference to the entry. */
const ENTRY_WAKER: RawWakerVTable<EntryPtr<unknown>> = {
  *clone(entry) {
    yield* Arc.incrementStrongCount(entry);
    return rawWaker(entry);
  },
  *wake(entry) {
    yield* wakeEntry(entry);
    yield* Arc.decrementStrongCount(entry);
  },
  wakeByRef: wakeEntry,
  drop: (entry) => Arc.decrementStrongCount(entry),
};

function* wakeEntry(entry: EntryPtr<unknown>): Op<void> {
  const target = yield* entry.get();
  yield* target.wakeByRef(entry);
}

/** A waker that borrows the reference of whoever has `entry`. */
export function wakerRef<T>(entry: EntryPtr<T>): ManuallyDrop<Waker> {
  return new ManuallyDrop(Waker.fromRaw(rawWaker(entry as EntryPtr<unknown>)));
}

function rawWaker(entry: EntryPtr<unknown>): RawWaker {
  return RawWaker.of(entry, ENTRY_WAKER);
}
