/**
 * The tail of a task, for what is rarely used: its place in the list that owns it, the join waker and
 * the hooks. Who may access the join waker is told in `join-waker.ts`; here it is only done.
 */
import { type Op, observing, panic } from "../../sim/index.ts";
import { tell } from "../events.ts";
import { showWaker, type Waker } from "../future/waker.ts";
import { Links } from "../util/linked-list.ts";
import type { TaskHooks } from "./hooks.ts";
import type { RawTask } from "./raw.ts";
import { TaskField } from "./task-field.ts";

const SHOW_WAKER = { show: showWaker };

export class Trailer {
  /** Belongs to whoever has the list. */
  readonly owned = new Links<RawTask>();
  readonly waker: TaskField<Waker | null>;
  readonly hooks: TaskHooks;
  private readonly task: RawTask;

  constructor(task: RawTask, hooks: TaskHooks) {
    this.task = task;
    this.waker = new TaskField<Waker | null>(task, "waker", null, SHOW_WAKER);
    this.hooks = hooks;
  }

  /** Writes the join waker and drops the one before. Exclusive access. */
  *setWaker(waker: Waker | null): Op<void> {
    const before = yield* this.waker.replace(waker);
    if (before === null) return;
    if (observing()) tell({ type: "task.join-waker.drop", task: this.task, waker: before });
    yield* before.drop();
  }

  /** Whether the join waker wakes the same task as `waker`. Shared access. */
  *willWake(waker: Waker): Op<boolean> {
    const stored = (yield* this.waker.get()) ?? panic("called `Option::unwrap()` on a `None` value");
    return stored.willWake(waker);
  }

  /** Wakes the join waker, which stays. Shared access for as long as the wake takes. */
  wakeJoin(): Op<void> {
    return this.waker.with((waker) => this.wakeStored(waker ?? panic("waker missing")));
  }

  private wakeStored(waker: Waker): Op<void> {
    if (observing()) tell({ type: "task.join-waker.wake", task: this.task, waker });
    return waker.wakeByRef();
  }
}
