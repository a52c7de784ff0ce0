/** What the owner and the thieves of a run queue share: the head, the tail, and the ring of slots. */
import { AtomicU64, AtomicUsize, finding, type Op, observing, raise, UnsafeCell } from "../../../sim/index.ts";
import { tell } from "../../events.ts";
import type { Notified } from "../../task/notified.ts";
import type { QueueMoved } from "../queue-events.ts";
import { pack, realOf, stealOf, wrap } from "./cursors.ts";

const SHOW_SLOT = (task: Notified | null): string => task?.label ?? "uninit";

export class QueueInner {
  /** For traces. */
  readonly label: string;
  /** How many tasks fit: a power of two. */
  readonly capacity: number;
  /** Two cursors, see `cursors.ts`. Moved by the owner and by thieves. */
  readonly head: AtomicU64;
  /** The slot of the next push. Moved by the owner only. */
  readonly tail: AtomicUsize;
  /** As `MaybeUninit`: a slot keeps what was read out of it, and whoever claimed a position may read it once. */
  private readonly slots: readonly UnsafeCell<Notified | null>[];

  /** Use `localQueue`. */
  constructor(label: string, capacity: number, start: number) {
    this.label = label;
    this.capacity = capacity;
    const show = (head: bigint): string => `${stealOf(head)}/${realOf(head)}`;
    this.head = new AtomicU64(pack(wrap(start), wrap(start)), { name: `${label}.head`, show });
    this.tail = new AtomicUsize(wrap(start), `${label}.tail`);
    this.slots = Array.from(
      { length: capacity },
      (_, i) => new UnsafeCell<Notified | null>(null, { name: `${label}.slot${i}`, show: SHOW_SLOT }),
    );
  }

  /** For whoever claimed the position. */
  *read(position: number): Op<Notified> {
    const task = yield* this.slot(position).get();
    if (task !== null) return task;
    const message = `a task is taken out of ${this.label} at position ${position}, where none was ever put.`;
    raise(finding("invariant", message, { invariant: "I8", involved: ["uninit slot"] }));
  }

  /** For the owner, where the position is free. */
  write(position: number, task: Notified): Op<void> {
    return this.slot(position).set(task);
  }

  /** The tail, as the owner knows it: nobody else moves it. */
  ownTail(): Op<number> {
    return this.tail.load("Relaxed");
  }

  *remainingSlots(): Op<number> {
    // Acquire, both: as for a thief, who sees a head and then a tail that is no older.
    const steal = stealOf(yield* this.head.load("Acquire"));
    const tail = yield* this.tail.load("Acquire");
    return this.capacity - wrap(tail - steal);
  }

  *len(): Op<number> {
    const real = realOf(yield* this.head.load("Acquire"));
    const tail = yield* this.tail.load("Acquire");
    return wrap(tail - real);
  }

  *isEmpty(): Op<boolean> {
    return (yield* this.len()) === 0;
  }

  /** Tells of the task at `position`, which has just moved. */
  tellMoved(type: QueueMoved["type"], position: number): void {
    const task = this.slot(position).peek();
    if (task !== null) tell({ type, queue: this, task: task.raw });
  }

  /** Tells that `count` tasks from `first` on were just claimed for `to`; but the last, for the thief's hands. */
  tellStolen(first: number, count: number, to: QueueInner): void {
    if (!observing()) return;
    for (let i = 0; i < count; i++) {
      const task = this.slot(first + i).peek();
      if (task !== null) tell({ type: "queue.steal", queue: this, to: i < count - 1 ? to : null, task: task.raw });
    }
  }

  private slot(position: number): UnsafeCell<Notified | null> {
    return this.slots[position & (this.capacity - 1)] as UnsafeCell<Notified | null>; // masked into range
  }
}
