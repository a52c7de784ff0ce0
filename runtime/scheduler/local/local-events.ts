/**
 * What the local executor tells of itself; part of `RuntimeEvent`. Polls and wakers are told of as
 * everybody's (`task.poll.begin`, `waker.wake`). References are told at the step that counts them.
 */
import type { RawLocalTask } from "./raw.ts";

/** `queued`: a `LocalTask`. `guard`: whoever calls the schedule function, while it runs. The join handle counts as none. */
export type LocalReferenceKind = "queued" | "waker" | "guard";

export interface LocalReferenceCounted {
  readonly type: "local.ref.inc" | "local.ref.dec";
  readonly task: RawLocalTask;
  readonly kind: LocalReferenceKind;
}

/** The word went from `before` to `after`, which differ. */
export interface LocalTransition {
  readonly type: "local.transition";
  readonly task: RawLocalTask;
  readonly name: LocalTransitionName;
  readonly before: number;
  readonly after: number;
}

export type LocalTransitionName =
  | "wake"
  | "runBegins"
  | "pending"
  | "ready"
  | "panicked"
  | "discarded"
  | "closing"
  | "cancel"
  | "outputTaken"
  | "handleDropped"
  | "abandoned";

/**
 * - `task.new`: with one reference to come, when it is first scheduled
 * - `queued`: its `LocalTask` is in the queue now
 * - `future.drop`, `output.drop`: before its drop is called
 * - `output.store`, `output.take`: the task, the join handle has it now
 * - `dealloc`: its memory is about to be freed
 * - `foreign.wake`: a waker was used on another thread, and is about to be sent home
 */
export interface LocalMilestone {
  readonly type:
    | "local.task.new"
    | "local.queued"
    | "local.future.drop"
    | "local.output.store"
    | "local.output.take"
    | "local.output.drop"
    | "local.dealloc"
    | "local.foreign.wake";
  readonly task: RawLocalTask;
}

export type LocalEvent = LocalReferenceCounted | LocalTransition | LocalMilestone;
