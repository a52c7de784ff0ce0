/**
 * `FuturesUnordered`: a set of futures polled as one, each of which is polled again only when it was
 * woken itself. Every future has a node with a waker of its own; a wake puts the node into the ready
 * queue and then wakes the task that polls the set.
 *
 * A node has one reference of the set while its future is there. A node that is released while it is
 * queued leaves this reference to the queue.
 */
import { Arc, assertOrPanic, dropInPlace, type Op, type RawPtr } from "../../../sim/index.ts";
import { Context } from "../context.ts";
import type { Future } from "../future.ts";
import { PENDING, type Poll, ready } from "../poll.ts";
import { pollFn } from "../poll-fn.ts";
import { Node, nodeWaker } from "./node.ts";
import { ReadyQueue } from "./ready-queue.ts";

/** Polls that woke themselves, within one poll of the set, after which the other tasks come first. */
const YIELDS_MAX = 2;

export class FuturesUnordered<T> {
  private readonly name: string;
  private queue: Arc<ReadyQueue<T>>;
  /** All nodes with a future, in order of pushing; the one that is polled just now is not among them. */
  private readonly nodes: RawPtr<Node<T>>[] = [];

  /** `name` is for traces. */
  constructor(name = "set") {
    this.name = name;
    this.queue = this.newQueue();
  }

  /** How many futures are in it. */
  get length(): number {
    return this.nodes.length;
  }

  /** Adds a future, to be polled with the next poll of the set. Takes it over. */
  *push(future: Future<T>): Op<void> {
    const queue = yield* this.queue.get();
    const name = `${this.name}.node`;
    const pointer = new Arc(new Node(future, yield* this.queue.downgrade(), name), name).intoRaw();
    this.nodes.push(pointer);
    yield* queue.enqueue(pointer);
  }

  /** `Stream::poll_next`: the output of some future that is ready; null when there are no futures left. */
  *pollNext(cx: Context): Op<Poll<{ readonly value: T } | null>> {
    const count = this.nodes.length;
    const queue = yield* this.queue.get();
    // Before the queue is looked at: a wake that comes later finds the waker.
    yield* queue.waker.registerByRef(cx.waker);
    let polled = 0;
    let yields = 0;
    for (;;) {
      const next = yield* queue.dequeue();
      if (next === "empty") return this.nodes.length === 0 ? ready(null) : PENDING;
      if (next === "inconsistent") {
        // Somebody is in the middle of a push, and has not woken us yet or has: look again soon.
        yield* cx.waker.wakeByRef();
        return PENDING;
      }
      const node = yield* next.get();
      const future = yield* node.future.get();
      if (future === null) {
        yield* Arc.decrementStrongCount(next);
        continue;
      }
      const poll = yield* this.pollNode(next, node, future);
      if (poll.ready) return ready({ value: poll.value });
      // Relaxed would do for wakes by this thread; Acquire as in futures-rs.
      if (yield* node.woken.load("Acquire")) yields++;
      polled++;
      if (yields >= YIELDS_MAX || polled === count) {
        yield* cx.waker.wakeByRef();
        return PENDING;
      }
    }
  }

  /** `StreamExt::next`: the next output as a future, which borrows the set. */
  next(): Future<{ readonly value: T } | null> {
    return pollFn((cx) => this.pollNext(cx));
  }

  /** Drops all futures. Their wakers may still be around, so the queue is left to these. */
  *clear(): Op<void> {
    yield* this.releaseAll();
    const before = this.queue;
    this.queue = this.newQueue();
    yield* before.drop();
  }

  *drop(): Op<void> {
    try {
      yield* this.releaseAll();
    } finally {
      yield* this.queue.drop();
    }
  }

  private newQueue(): Arc<ReadyQueue<T>> {
    return new Arc(new ReadyQueue<T>(`${this.name}.ready`), `${this.name}.ready`);
  }

  /** One poll; ready or panicking, the node is released. */
  private *pollNode(pointer: RawPtr<Node<T>>, node: Node<T>, future: Future<T>): Op<Poll<T>> {
    const { nodes } = this;
    nodes.splice(nodes.indexOf(pointer), 1);
    let isPending = false;
    try {
      // Before the poll: a wake during it queues the node again.
      assertOrPanic(yield* node.queued.swap(false, "SeqCst"), "prev");
      yield* node.woken.store(false, "Relaxed");
      const poll = yield* future.poll(new Context(nodeWaker(pointer).value));
      isPending = !poll.ready;
      return poll;
    } finally {
      if (isPending) nodes.push(pointer);
      else yield* release(pointer, node);
    }
  }

  /** The one that was pushed last comes first; a panic does not keep the others from being dropped. */
  private *releaseAll(): Op<void> {
    const pointer = this.nodes.pop();
    if (pointer === undefined) return;
    try {
      yield* release(pointer, yield* pointer.get());
    } finally {
      yield* this.releaseAll();
    }
  }
}

/** Drops a node's future and gives up the set's reference: to the queue, where the node is still queued. */
function* release<T>(pointer: RawPtr<Node<T>>, node: Node<T>): Op<void> {
  // From now on no wake queues it.
  const isQueued = yield* node.queued.swap(true, "SeqCst");
  try {
    yield* dropInPlace(yield* node.future.replace(null));
  } finally {
    if (!isQueued) yield* Arc.decrementStrongCount(pointer);
  }
}
