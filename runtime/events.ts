/**
 * What the runtime tells of itself, for monitors: one union, told apart by `type`.
 *
 * An event is told where the word of the protocol is given, before its effects: `waker.wake` before
 * the vtable is called, so a poll that begins after it may count as its answer. Who does it is the
 * running thread (`currentThread()`). Build an event only under `observing()`: nobody pays when
 * nobody listens.
 */
import { observe } from "../sim/index.ts";
import type { BlockingEvent } from "./blocking/blocking-events.ts";
import type { Waker } from "./future/waker.ts";
import type { IoEvent } from "./io/io-events.ts";
import type { LocalEvent } from "./scheduler/local/local-events.ts";
import type { QueueEvent } from "./scheduler/queue-events.ts";
import type { SchedulerEvent } from "./scheduler/scheduler-events.ts";
import type { AtomicWaker } from "./sync/atomic-waker.ts";
import type { SyncEvent } from "./sync/sync-events.ts";
import type { TaskEvent } from "./task/task-events.ts";
import type { TimeEvent } from "./time/time-events.ts";

/** Whatever is polled and woken as one: the future under a `blockOn`, a task. Compared by identity. */
export interface Pollable {
  readonly label: string;
}

/** A waker was made from its parts, not by cloning. `task` is what it wakes, null where its vtable does not say. */
export interface WakerMade {
  readonly type: "waker.new";
  readonly waker: Waker;
  readonly task: Pollable | null;
}

/** The vtable's clone has returned: `clone` came to be, a waker of its own (no `waker.new` is told of it). */
export interface WakerCloned {
  readonly type: "waker.clone";
  readonly waker: Waker;
  readonly clone: Waker;
  readonly task: Pollable | null;
}

/**
 * `waker.wake`, `waker.drop` and `waker.forget` end the waker's life; `waker.wakeByRef` does not.
 * Each is told before the vtable runs.
 */
export interface WakerUsed {
  readonly type: "waker.wake" | "waker.wakeByRef" | "waker.drop" | "waker.forget";
  readonly waker: Waker;
  readonly task: Pollable | null;
}

/** An AtomicWaker came to be, or is dropped (before the stored waker is): its word and cell are `on.state`, `on.cell`. */
export interface AtomicWakerLife {
  readonly type: "atomic-waker.new" | "atomic-waker.drop";
  readonly on: AtomicWaker;
}

/** `register` or `registerByRef` is entered with the caller's `waker`. */
export interface RegisterBegin {
  readonly type: "atomic-waker.register.begin";
  readonly on: AtomicWaker;
  readonly waker: Waker;
}

/**
 * - `stored`: the waker (by ref: its clone) is in the cell and the lock released
 * - `met-wake`: a wake came while the lock was held; both wakers that were there have been woken
 * - `woke-itself`: a wake held the lock; the caller's waker was woken, nothing is stored
 * - `refused`: another registrar held the lock; nothing was done
 * - `panicked`: a panic leaves the call (a clone's, or a wake's)
 */
export type RegisterOutcome = "stored" | "met-wake" | "woke-itself" | "refused" | "panicked";

/** `register` or `registerByRef` returns or unwinds. */
export interface RegisterEnd {
  readonly type: "atomic-waker.register.end";
  readonly on: AtomicWaker;
  readonly waker: Waker;
  readonly outcome: RegisterOutcome;
}

/** `wake` is entered; it takes the waker (`take.begin`, `take.end`) and wakes it (`waker.wake`). */
export interface AtomicWakerWake {
  readonly type: "atomic-waker.wake";
  readonly on: AtomicWaker;
}

/** `takeWaker` is entered, by itself or from `wake`. */
export interface TakeBegin {
  readonly type: "atomic-waker.take.begin";
  readonly on: AtomicWaker;
}

/** `takeWaker` returns: `waker` is what was in the cell, null if nothing was or the lock was held. */
export interface TakeEnd {
  readonly type: "atomic-waker.take.end";
  readonly on: AtomicWaker;
  readonly waker: Waker | null;
}

/** A poll of `task` begins. */
export interface PollBegin {
  readonly type: "task.poll.begin";
  readonly task: Pollable;
}

/** A poll of `task` ended; after `ready` it is complete and needs no wake. `panicked`: as good as complete. */
export interface PollEnd {
  readonly type: "task.poll.end";
  readonly task: Pollable;
  readonly outcome: "pending" | "ready" | "panicked";
}

/** A `blockOn` begins, is about to park after a pending poll, or is over. */
export interface BlockOn {
  readonly type: "block-on.begin" | "block-on.park" | "block-on.end";
  readonly task: Pollable;
}

export type RuntimeEvent =
  | WakerMade
  | WakerCloned
  | WakerUsed
  | AtomicWakerLife
  | RegisterBegin
  | RegisterEnd
  | AtomicWakerWake
  | TakeBegin
  | TakeEnd
  | PollBegin
  | PollEnd
  | BlockOn
  | TaskEvent
  | LocalEvent
  | QueueEvent
  | BlockingEvent
  | SchedulerEvent
  | IoEvent
  | SyncEvent
  | TimeEvent;

/** `observe`, with the event's type checked. Guard the call with `observing()`. */
export function tell(event: RuntimeEvent): void {
  observe(event);
}
