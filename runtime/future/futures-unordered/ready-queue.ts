/**
 * The queue of woken nodes: 1024cores' intrusive queue, many producers, one consumer, as futures-rs has
 * it. A push is two steps (take the head, then link the node before it); in between the consumer sees
 * the queue cut in two, which it is told as `inconsistent`.
 */
import { Arc, AtomicPtr, type Op, panic, type RawPtr, UnsafeCell } from "../../../sim/index.ts";
import { AtomicWaker } from "../../sync/atomic-waker.ts";
import { Node } from "./node.ts";

export type Dequeued<T> = RawPtr<Node<T>> | "empty" | "inconsistent";

export class ReadyQueue<T> {
  /** Wakes the task that polls the set. */
  readonly waker: AtomicWaker;
  private readonly head: AtomicPtr<Node<T>>;
  private readonly tail: UnsafeCell<RawPtr<Node<T>>>;
  private readonly stub: Arc<Node<T>>;
  private readonly stubPointer: RawPtr<Node<T>>;

  constructor(name: string) {
    this.waker = new AtomicWaker(`${name}.waker`);
    this.stub = new Arc(new Node<T>(null, null, `${name}.stub`), `${name}.stub`);
    this.stubPointer = this.stub.asPtr();
    this.head = new AtomicPtr(this.stubPointer, `${name}.head`);
    this.tail = new UnsafeCell(this.stubPointer, { name: `${name}.tail`, show: (pointer) => pointer.label });
  }

  /** By any thread; the node's `queued` flag says that it is the only one to. */
  *enqueue(pointer: RawPtr<Node<T>>): Op<void> {
    const node = yield* pointer.get();
    yield* node.nextReady.store(null, "Relaxed");
    const before = (yield* this.head.swap(pointer, "AcqRel")) as RawPtr<Node<T>>; // the head is never null
    // Release: pairs with the Acquire of the consumer, who then reads the node.
    yield* (yield* before.get()).nextReady.store(pointer, "Release");
  }

  /** By the one consumer. */
  *dequeue(): Op<Dequeued<T>> {
    let tail = yield* this.tail.get();
    let next = yield* (yield* tail.get()).nextReady.load("Acquire");
    if (tail === this.stubPointer) {
      if (next === null) return "empty";
      yield* this.tail.set(next);
      tail = next;
      next = yield* (yield* next.get()).nextReady.load("Acquire");
    }
    if (next === null) {
      if ((yield* this.head.load("Acquire")) !== tail) return "inconsistent";
      // The last one: the stub goes behind it, so that it can be taken out.
      yield* this.enqueue(this.stubPointer);
      next = yield* (yield* tail.get()).nextReady.load("Acquire");
      if (next === null) return "inconsistent";
    }
    yield* this.tail.set(next);
    return tail;
  }

  /** Nobody can push any more. What is still queued are nodes that the set has released: theirs to free. */
  *drop(): Op<void> {
    for (let next = yield* this.dequeue(); next !== "empty"; next = yield* this.dequeue()) {
      if (next === "inconsistent") panic("inconsistent in drop");
      yield* Arc.decrementStrongCount(next);
    }
    yield* this.waker.drop();
    yield* this.stub.drop();
  }
}
