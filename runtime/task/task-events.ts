/**
 * What the task system tells of itself; part of `RuntimeEvent`. `task` is the `RawTask` throughout,
 * whose word is `task.header.state.word`.
 *
 * References are told at the very step that counts or uncounts them: with no step in between, so that
 * at every step the references told of are those that the word ought to count. A reference that is in
 * nobody's handle because a call is using it up (a wake by value, a poll) is told of as the handle's
 * until the word has let it go.
 */
import type { AtomicUsize } from "../../sim/index.ts";
import type { Pollable } from "../events.ts";
import type { Waker } from "../future/waker.ts";
import type { LocalOwnedTasks, OwnedTasks } from "./list.ts";
import type { Notified } from "./notified.ts";
import type { RawTask } from "./raw.ts";
import type { OutcomeName, TransitionName } from "./transitions.ts";

/**
 * A task's state word went from `before` to `after` (equal where the transition found nothing to do),
 * told right after the step that did it. Those that write before they assert tell of it before the
 * panic; where a transition writes nothing and panics, nothing is told. `task` is null for a `State`
 * without one.
 */
export interface TaskTransition {
  readonly type: "task.transition";
  readonly word: AtomicUsize;
  readonly task: Pollable | null;
  readonly name: TransitionName;
  readonly outcome: OutcomeName;
  readonly before: number;
  readonly after: number;
}

/** Whose a reference is. An unowned task's own ones are two of one kind. */
export type ReferenceKind = "owned" | "notified" | "join" | "abort" | "waker" | "unowned";

/** A task came to be, with three references: owned, notified and join or, unowned, two unowned and join. */
export interface TaskNew {
  readonly type: "task.new";
  readonly task: RawTask;
  readonly unowned: boolean;
}

/** One reference more or less, just now. */
export interface TaskReferenceCounted {
  readonly type: "task.ref.inc" | "task.ref.dec";
  readonly task: RawTask;
  readonly kind: ReferenceKind;
}

/** The harness hands `notified` to the scheduler; `isYield`: the task was woken while it was polled. */
export interface TaskSchedule {
  readonly type: "task.schedule";
  readonly task: RawTask;
  readonly notified: Notified;
  readonly isYield: boolean;
}

/** An output or an error is stored where the future was. */
export interface TaskOutputStore {
  readonly type: "task.output.store";
  readonly task: RawTask;
  readonly outcome: "ok" | "cancelled" | "panic";
}

/**
 * - `future.drop`, `output.drop`: before its drop is called
 * - `output.take`: the join handle has got it
 * - `shutdown`: the runtime calls for it, whether it will find the task idle or not
 * - `complete`: COMPLETE was just set
 * - `dealloc`: the last reference is gone, the memory is about to be freed
 */
export interface TaskMilestone {
  readonly type:
    | "task.future.drop"
    | "task.output.drop"
    | "task.output.take"
    | "task.shutdown"
    | "task.complete"
    | "task.dealloc";
  readonly task: RawTask;
}

/** `set`, `unset`: JOIN_WAKER just was. `wake`, `drop`: before the waker's is called. */
export interface TaskJoinWaker {
  readonly type: "task.join-waker.set" | "task.join-waker.unset" | "task.join-waker.wake" | "task.join-waker.drop";
  readonly task: RawTask;
  readonly waker: Waker;
}

/** The task was just put on the list or taken off it; by whichever thread has the list. */
export interface OwnedTask {
  readonly type: "owned.bind" | "owned.remove";
  readonly list: OwnedTasks | LocalOwnedTasks;
  readonly task: RawTask;
}

/** From now on no task is bound to the list: a new one is shut down at once. */
export interface OwnedClose {
  readonly type: "owned.close";
  readonly list: OwnedTasks | LocalOwnedTasks;
}

export type TaskEvent =
  | TaskTransition
  | TaskNew
  | TaskReferenceCounted
  | TaskSchedule
  | TaskOutputStore
  | TaskMilestone
  | TaskJoinWaker
  | OwnedTask
  | OwnedClose;
