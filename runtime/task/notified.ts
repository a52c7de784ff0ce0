/**
 * The references that schedulers hold: `Task`, taken off a list; `Notified`, the right to poll once;
 * `LocalNotified`, the same, on a thread where the future may be polled.
 */
import type { Op } from "../../sim/index.ts";
import type { RawTask } from "./raw.ts";
import { TaskReference } from "./reference.ts";

/** The owned reference, while it is not on a list. */
export class Task extends TaskReference {
  readonly sort = "owned task";

  /** `mem::forget` with the reference kept: the list, or whoever gets `raw`, answers for it. */
  intoRaw(): RawTask {
    this.consume("turned into a raw task");
    return this.raw;
  }

  /** Cancels the task: at once if it is idle, else whoever runs it will. */
  shutdown(): Op<void> {
    this.consume("shut down");
    return this.raw.shutdown("owned");
  }

  drop(): Op<void> {
    this.consume("dropped");
    return this.raw.dropReference("owned");
  }
}

export class Notified extends TaskReference {
  readonly sort = "notified";

  /** For queues that link the tasks themselves; `new Notified(raw)` is the way back. */
  intoRaw(): RawTask {
    this.consume("turned into a raw task");
    return this.raw;
  }

  /** For the list that owns the task: only it knows which thread may poll. */
  intoLocal(): LocalNotified {
    this.consume("made local");
    return new LocalNotified(this.raw);
  }

  /** Never polled: NOTIFIED stays set, so no later wake will schedule the task. */
  drop(): Op<void> {
    this.consume("dropped");
    return this.raw.dropReference("notified");
  }
}

export class LocalNotified extends TaskReference {
  readonly sort = "local notified";

  /** Polls the task. */
  run(): Op<void> {
    this.consume("run");
    return this.raw.poll("notified");
  }

  drop(): Op<void> {
    this.consume("dropped");
    return this.raw.dropReference("notified");
  }
}
