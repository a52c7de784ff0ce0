/**
 * Who waits for one resource: the task that polls to read, the one that polls to write, and any number of
 * `Readiness` futures. All of it is guarded by the resource's lock; no waker is woken while that is held.
 */
import { Mutex, type Op } from "../../sim/index.ts";
import type { Waker } from "../future/waker.ts";
import { takeWaker, type WakerPlace } from "../future/waker-place.ts";
import { LinkedList, Links } from "../util/linked-list.ts";
import { WakeList } from "../util/wake-list.ts";
import type { Interest } from "./interest.ts";
import type { Ready } from "./ready.ts";
import type { Direction } from "./ready-event.ts";

/** A `Readiness` future's part of the list. */
export class Waiter implements WakerPlace {
  readonly links = new Links<Waiter>();
  readonly interest: Interest;
  waker: Waker | null = null;
  /** Its waker was taken to be woken. */
  isReady = false;

  constructor(interest: Interest) {
    this.interest = interest;
  }
}

export class WaitersInner {
  readonly list = new LinkedList<Waiter>((waiter) => waiter.links);
  readonly slots: Record<Direction, WakerPlace> = { read: { waker: null }, write: { waker: null } };
}

export class Waiters extends Mutex<WaitersInner> {
  /** `name` is for traces. */
  constructor(name: string) {
    super(new WaitersInner(), name);
  }

  /** Wakes whoever waits for something of `ready`: the slots, then the futures, the newest first. */
  *wake(ready: Ready): Op<void> {
    const wakers = new WakeList();
    let waiters = yield* this.lock("ignore");
    if (ready.isReadable) takeSlot(waiters.value, "read", wakers);
    if (ready.isWritable) takeSlot(waiters.value, "write", wakers);
    while (!drain(waiters.value.list, ready, wakers)) {
      yield* waiters.drop();
      yield* wakers.wakeAll();
      waiters = yield* this.lock("ignore");
    }
    yield* waiters.drop();
    // Foreign code: without the lock.
    yield* wakers.wakeAll();
  }

  /** The wakers of those whom `ready` would wake, without the lock: for monitors and tests only. */
  *waitingFor(ready: Ready): Iterable<Waker> {
    const { list, slots } = this.peek();
    if (ready.isReadable && slots.read.waker !== null) yield slots.read.waker;
    if (ready.isWritable && slots.write.waker !== null) yield slots.write.waker;
    for (const { interest, waker } of list.fromBack()) {
      if (waker !== null && ready.satisfies(interest)) yield waker;
    }
  }

  /** Drops the wakers of both slots. */
  *clearSlots(): Op<void> {
    const waiters = yield* this.lock("ignore");
    try {
      for (const direction of ["read", "write"] as const) {
        const waker = takeWaker(waiters.value.slots[direction]);
        if (waker !== null) yield* waker.drop();
      }
    } finally {
      yield* waiters.drop();
    }
  }
}

function takeSlot({ slots }: WaitersInner, direction: Direction, wakers: WakeList): void {
  const waker = takeWaker(slots[direction]);
  if (waker !== null) wakers.push(waker);
}

/** Takes the waiters off whose wait `ready` ends. False: there may be more than `wakers` has room for. */
function drain(list: LinkedList<Waiter>, ready: Ready, wakers: WakeList): boolean {
  while (wakers.canPush()) {
    const waiter = list.removeFirst((each) => ready.satisfies(each.interest));
    if (waiter === null) return true;
    const waker = takeWaker(waiter);
    if (waker === null) continue;
    waiter.isReady = true;
    wakers.push(waker);
  }
  return false;
}
