/** One future of a `FuturesUnordered`, and the waker that its polls are given: futures-rs' `task.rs`. */
import { Arc, AtomicBool, AtomicPtr, type Op, panic, type RawPtr, UnsafeCell, type Weak } from "../../../sim/index.ts";
import type { Future } from "../future.ts";
import { ManuallyDrop } from "../manually-drop.ts";
import { RawWaker, type RawWakerVTable } from "../raw-waker.ts";
import { Waker } from "../waker.ts";
import type { ReadyQueue } from "./ready-queue.ts";

export class Node<T> {
  /** Only the set's owner comes here; null once it was released. */
  readonly future: UnsafeCell<Future<T> | null>;
  readonly nextReady: AtomicPtr<Node<T>>;
  /** Whether it is in the ready queue, or about to be. */
  readonly queued: AtomicBool;
  /** Whether it was woken while it was polled. */
  readonly woken: AtomicBool;
  /** Null for the queue's own stub. */
  private readonly queue: Weak<ReadyQueue<T>> | null;

  constructor(future: Future<T> | null, queue: Weak<ReadyQueue<T>> | null, name: string) {
    this.future = new UnsafeCell(future, {
      name: `${name}.future`,
      show: (value) => (value === null ? "none" : "some"),
    });
    this.nextReady = new AtomicPtr<Node<T>>(null, `${name}.nextReady`);
    this.queued = new AtomicBool(true, `${name}.queued`);
    this.woken = new AtomicBool(false, `${name}.woken`);
    this.queue = queue;
  }

  /** Queues the node, unless it is, and wakes the set's task. Nothing once the set is gone. */
  *wakeByRef(pointer: RawPtr<Node<T>>): Op<void> {
    if (this.queue === null) return;
    const queue = yield* this.queue.upgrade();
    if (queue === null) return;
    try {
      const ready = yield* queue.get();
      // Relaxed: for the polling thread's own wakes; a wake from elsewhere comes by the queue anyway.
      yield* this.woken.store(true, "Relaxed");
      // Whoever sets the flag queues the pointer. It counts nothing: the set has a reference while the
      // future is there, and leaves it to the queue when it releases a node that is queued.
      if (yield* this.queued.swap(true, "SeqCst")) return;
      yield* ready.enqueue(pointer);
      yield* ready.waker.wake();
    } finally {
      yield* queue.drop();
    }
  }

  *drop(): Op<void> {
    if ((yield* this.future.get()) !== null) panic("future still here when dropping");
    if (this.queue !== null) yield* this.queue.drop();
  }
}

const NODE_WAKER: RawWakerVTable<RawPtr<Node<unknown>>> = {
  *clone(pointer) {
    yield* Arc.incrementStrongCount(pointer);
    return RawWaker.of(pointer, NODE_WAKER);
  },
  *wake(pointer) {
    const node = Arc.fromRaw(pointer);
    try {
      yield* (yield* node.get()).wakeByRef(pointer);
    } finally {
      yield* node.drop();
    }
  },
  *wakeByRef(pointer) {
    yield* (yield* pointer.get()).wakeByRef(pointer);
  },
  drop: (pointer) => Arc.decrementStrongCount(pointer),
};

/** A waker that borrows the set's reference: not to be dropped. */
export function nodeWaker<T>(pointer: RawPtr<Node<T>>): ManuallyDrop<Waker> {
  // The table is one for all sorts of nodes: it only counts, queues and wakes.
  return new ManuallyDrop(Waker.fromRaw(RawWaker.of(pointer as RawPtr<unknown> as RawPtr<Node<unknown>>, NODE_WAKER)));
}
