/** The scheduler of a `LocalSet`'s task, with the task's own share of the set's shared half. */
import type { Arc, Op } from "../../sim/index.ts";
import type { LocalShared } from "./local-set-shared.ts";
import type { Notified, Task } from "./notified.ts";
import type { Schedule } from "./schedule.ts";

export class LocalTaskScheduler implements Schedule {
  private readonly share: Arc<LocalShared>;

  /** Takes the share over. */
  constructor(share: Arc<LocalShared>) {
    this.share = share;
  }

  *schedule(task: Notified): Op<void> {
    yield* (yield* this.share.get()).schedule(task);
  }

  *release(task: Task): Op<Task | null> {
    return yield* (yield* this.share.get()).release(task);
  }

  *unhandledPanic(): Op<void> {
    yield* (yield* this.share.get()).unhandledPanicked();
  }

  drop(): Op<void> {
    return this.share.drop();
  }
}
