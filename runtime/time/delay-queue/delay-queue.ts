/**
 * `DelayQueue`, after tokio-util's `time/delay_queue.rs`: items come out when they are due. It has a wheel of
 * its own and one sleep, until the wheel must be looked at next.
 *
 * Whoever polls it may have to go on for other reasons than that sleep: an item that comes before all
 * others, one that is due at once, or the last one being taken away. All those wake it.
 */
import { assertOrPanic, dropInPlace, type Op, Owned, UnsafeCell } from "../../../sim/index.ts";
import type { Context } from "../../future/context.ts";
import { dropAll } from "../../future/drop-all.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, ready } from "../../future/poll.ts";
import { pollFn } from "../../future/poll-fn.ts";
import { replaceWaker, takeWaker, type WakerPlace } from "../../future/waker-place.ts";
import { instantNow } from "../now.ts";
import { type Sleep, sleepUntil } from "../sleep.ts";
import { Entry, type Expired, type Key } from "./entry.ts";
import { Stack } from "./stack.ts";
import { Storage } from "./storage.ts";
import { Ticks } from "./ticks.ts";
import { Wheel } from "./wheel.ts";

const MAX_ENTRIES = 2 ** 30 - 1;

export interface DelayQueueOptions {
  /** For traces. */
  readonly name?: string;
  readonly capacity?: number;
}

export class DelayQueue<T> extends Owned {
  readonly sort = "delay queue";
  private readonly ticks = new Ticks();
  private readonly store: Storage<T>;
  private wheel = new Wheel<T>();
  /** What was due already when it came in: the wheel has no place for it. */
  private expired = new Stack<T>();
  /** Until the wheel must be looked at next; null where that is empty. */
  private delay: Sleep | null = null;
  /** The tick up to which the sleeps have run. */
  private wheelNow = 0;
  private readonly waiting: WakerPlace = { waker: null };
  /** Stands for all of the above: two calls that nothing orders are a race. */
  private readonly memory: UnsafeCell<number>;

  constructor(options: DelayQueueOptions = {}) {
    super(options.name ?? null);
    this.store = new Storage(options.capacity ?? 0);
    this.memory = new UnsafeCell(0, { name: `${this.role}.items`, show: (items) => `${items} items` });
  }

  get length(): number {
    return this.store.length;
  }

  get isEmpty(): boolean {
    return this.store.length === 0;
  }

  /** How many items fit without more memory. */
  get capacity(): number {
    return this.store.capacity;
  }

  /** Has `value` come out after `ns`. Inside of a runtime only. */
  insert(value: T, ns: number): Op<Key> {
    return this.insertAt(value, instantNow() + ns);
  }

  /** Has `value` come out at `deadlineNs` of the runtime's clock, at once where that is past. */
  *insertAt(value: T, deadlineNs: number): Op<Key> {
    yield* this.access("insert()");
    assertOrPanic(this.length < MAX_ENTRIES, "max entries exceeded");
    const when = this.tickOf(deadlineNs);
    const key = this.store.insert(new Entry(value, when));
    this.place(key, when);
    if (this.delay !== null && this.tickOf(this.delay.deadline) <= when) return key;
    yield* this.wake();
    yield* this.sleepUntil(this.ticks.toNs(when));
    return key;
  }

  /** Ready with an item that is due; with null once there are none, due or not. */
  next(): Future<Expired<T> | null> {
    return pollFn((cx) => this.pollExpired(cx));
  }

  *pollExpired(cx: Context): Op<Poll<Expired<T> | null>> {
    yield* this.access("pollExpired()");
    yield* replaceWaker(this.waiting, cx.waker);
    const poll = yield* this.pollKey(cx);
    if (!poll.ready) return PENDING;
    return ready(poll.value === null ? null : this.take(poll.value));
  }

  /** When the item is due, in ns. Panics where there is none with that key. */
  deadline(key: Key): number {
    return this.ticks.toNs(this.store.get(key).when);
  }

  /** Takes an item out. Panics where there is none with that key. */
  *remove(key: Key): Op<Expired<T>> {
    yield* this.access("remove()");
    const before = this.wheel.pollAt();
    this.displace(key);
    const removed = this.take(key);
    const next = this.wheel.pollAt();
    if (next !== before) yield* next === null ? this.stopSleeping() : this.sleepUntil(this.ticks.toNs(next));
    // Whoever polls is to learn that there are none.
    if (this.isEmpty) yield* this.wake();
    return removed;
  }

  /** As `remove`; null where there is none. */
  *tryRemove(key: Key): Op<Expired<T> | null> {
    return this.store.contains(key) ? yield* this.remove(key) : null;
  }

  /** Has the item come out `ns` from now. Panics where there is none with that key. */
  reset(key: Key, ns: number): Op<void> {
    return this.resetAt(key, instantNow() + ns);
  }

  /** Has the item come out at `deadlineNs`, at once where that is past. Panics where there is none. */
  *resetAt(key: Key, deadlineNs: number): Op<void> {
    yield* this.access("reset()");
    this.displace(key);
    const when = this.tickOf(deadlineNs);
    const entry = this.store.get(key);
    entry.when = when;
    entry.expired = false;
    this.place(key, when);
    const next = this.wheel.pollAt();
    if (this.delay !== null && next !== null) yield* this.delay.reset(this.ticks.toNs(next));
    // It is not in the wheel, so no sleep ends for it.
    if (entry.expired) yield* this.wake();
  }

  /** The key of what comes out next, unless something nearer comes in; null where there is nothing. */
  peek(): Key | null {
    return this.expired.peek() ?? this.wheel.peek();
  }

  /** Drops all items. */
  *clear(): Op<void> {
    yield* this.access("clear()");
    const entries = this.store.clear();
    this.expired = new Stack();
    this.wheel = new Wheel();
    yield* dropAll(entries.map(({ value }) => value));
    yield* this.stopSleeping();
    yield* this.wake();
  }

  /** Makes room for so many more items. */
  *reserve(additional: number): Op<void> {
    yield* this.access("reserve()");
    assertOrPanic(this.capacity + additional <= MAX_ENTRIES, "max queue capacity exceeded");
    this.store.reserve(additional);
  }

  /** Gives back memory behind the last item. */
  *shrinkToFit(): Op<void> {
    yield* this.access("shrinkToFit()");
    this.store.shrinkToFit();
  }

  /** Moves items together and gives back all memory that is left. Keys stay good. */
  *compact(): Op<void> {
    yield* this.access("compact()");
    this.store.compact();
  }

  *drop(): Op<void> {
    this.consume("dropped");
    const { delay, waiting } = this;
    yield* dropAll([...this.store.clear().map(({ value }) => value), delay, waiting.waker]);
  }

  private *pollKey(cx: Context): Op<Poll<Key | null>> {
    const expired = this.expired.pop(this.store);
    if (expired !== null) return ready(expired);
    for (;;) {
      const { delay } = this;
      if (delay !== null) {
        if (!(yield* delay.isElapsed()) && !(yield* delay.poll(cx)).ready) return PENDING;
        // What the sleep was for, not what it is now: all that is due comes in order.
        this.wheelNow = this.ticks.down(delay.deadline);
      }
      const key = this.wheel.poll(this.wheelNow, this.store);
      const next = this.wheel.pollAt();
      yield* this.stopSleeping();
      if (next !== null) this.delay = sleepUntil(this.ticks.toNs(next), this.role);
      if (key !== null) return ready(key);
      if (next === null) return ready(null);
    }
  }

  /** Puts an item into the wheel, or to those that have expired. */
  private place(key: Key, when: number): void {
    if (this.wheel.insert(when, key, this.store)) return;
    this.store.get(key).expired = true;
    this.expired.push(key, this.store);
  }

  private displace(key: Key): void {
    if (this.store.get(key).expired) this.expired.remove(key, this.store);
    else this.wheel.remove(key, this.store);
  }

  /** An item that lies nowhere any more. */
  private take(key: Key): Expired<T> {
    const { value, when } = this.store.remove(key);
    return { key, value, deadline: this.ticks.toNs(when) };
  }

  private *sleepUntil(deadlineNs: number): Op<void> {
    if (this.delay === null) this.delay = sleepUntil(deadlineNs, this.role);
    else yield* this.delay.reset(deadlineNs);
  }

  private *stopSleeping(): Op<void> {
    const { delay } = this;
    this.delay = null;
    yield* dropInPlace(delay);
  }

  private *wake(): Op<void> {
    const waker = takeWaker(this.waiting);
    if (waker !== null) yield* waker.wake();
  }

  /** When it is due; nothing is due before what has come out. */
  private tickOf(deadlineNs: number): number {
    return Math.max(this.ticks.up(deadlineNs), this.wheel.elapsed);
  }

  /** A call has the queue to itself. */
  private access(call: string): Op<void> {
    this.use(call);
    return this.memory.set(this.store.length);
  }
}
