/**
 * What the queues of the schedulers tell of themselves; part of `RuntimeEvent`. Each is told right after
 * the step that makes the task belong to the queue, or to it no longer. A `queue` is whatever object
 * stands for it, to be compared.
 */
import type { RawTask } from "../task/raw.ts";

/**
 * - `push`: the owner has put the task there
 * - `pop`: the owner has taken it out
 * - `overflow`: the owner has taken it out for the inject queue, which is told of next
 */
export interface QueueMoved {
  readonly type: "queue.push" | "queue.pop" | "queue.overflow";
  readonly queue: object;
  readonly task: RawTask;
}

/**
 * A thief has claimed the task, which goes from `queue` to its own one, `to`. Null where it keeps the task in
 * its hands, to run it next: that is one of each steal.
 */
export interface QueueStolen {
  readonly type: "queue.steal";
  readonly queue: object;
  readonly to: object | null;
  readonly task: RawTask;
}

/** A push that finds the inject queue closed tells nothing: the task never belonged to it. */
export interface InjectMoved {
  readonly type: "inject.push" | "inject.pop";
  readonly queue: object;
  readonly task: RawTask;
}

/** From now on the inject queue takes no tasks. What is in there stays. */
export interface InjectClosed {
  readonly type: "inject.close";
  readonly queue: object;
}

export type QueueEvent = QueueMoved | QueueStolen | InjectMoved | InjectClosed;
