/** What the blocking pool tells of itself; part of `RuntimeEvent`. `pool` is compared by identity. */
import type { RawTask } from "../task/raw.ts";

/**
 * - `spawn`: the task was just put into the pool's queue
 * - `run`: a thread of the pool took it, and is about to run it
 * - `drop`: it is about to be shut down instead: taken from the queue, or refused by a pool that shuts down
 */
export interface BlockingTaskEvent {
  readonly type: "blocking.spawn" | "blocking.run" | "blocking.drop";
  readonly pool: object;
  readonly task: RawTask;
}

/** By the thread itself: it begins, or is no longer counted and will not look at the queue again. */
export interface BlockingThreadEvent {
  readonly type: "blocking.thread.start" | "blocking.thread.end";
  readonly pool: object;
}

export type BlockingEvent = BlockingTaskEvent | BlockingThreadEvent;
