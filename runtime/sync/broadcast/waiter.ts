/** A receiver that waits for the next value, and the waker that it offers for that. */
import { AtomicBool, type Op, UnsafeCell } from "../../../sim/index.ts";
import { showWaker, type Waker } from "../../future/waker.ts";
import { LinkedList, Links } from "../../util/linked-list.ts";

export type WaiterList = LinkedList<Waiter>;

export const newWaiterList = (): WaiterList => new LinkedList<Waiter>((waiter) => waiter.links);

/** A `Recv` future's part of the list. All but `queued` belongs to whoever has the tail's lock. */
export class Waiter {
  readonly links = new Links<Waiter>();
  /** The list that it is on: the tail's, or the one that a sender is taking down. */
  list: WaiterList | null = null;
  /** Cleared by a sender when it has taken the waker: nobody else knows the waiter any more. */
  readonly queued: AtomicBool;
  readonly waker: UnsafeCell<Waker | null>;

  constructor(label: string) {
    this.queued = new AtomicBool(false, `${label}.queued`);
    this.waker = new UnsafeCell<Waker | null>(null, { name: `${label}.waker`, show: showWaker });
  }
}

/** The waker of a poll: cloned and dropped with no lock held, kept by the waiter in between. */
export class Offer {
  private readonly waiter: Waiter;
  private readonly waker: Waker;
  private mine: Waker | null = null;

  constructor(waiter: Waiter, waker: Waker) {
    this.waiter = waiter;
    this.waker = waker;
  }

  /** Before the lock is taken: the clone that may be kept. */
  *prepare(): Op<void> {
    this.mine = yield* this.waker.clone();
  }

  /** With the tail's lock: the waiter is on `list` with this waker, or with one that wakes the same task. */
  *enqueue(list: WaiterList): Op<void> {
    const { waiter } = this;
    const stored = yield* waiter.waker.get();
    if (stored?.willWake(this.waker) !== true) this.mine = yield* waiter.waker.replace(this.mine);
    // Relaxed, twice: written with the lock only, but for a drop that looks first.
    if (yield* waiter.queued.load("Relaxed")) return;
    yield* waiter.queued.store(true, "Relaxed");
    waiter.list = list;
    list.pushFront(waiter);
  }

  /** With no lock held any more: whichever waker was not kept. */
  *drop(): Op<void> {
    const { mine } = this;
    this.mine = null;
    if (mine !== null) yield* mine.drop();
  }
}
