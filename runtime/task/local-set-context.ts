/** What a thread knows of the `LocalSet` that it polls or has entered. */
import { type Arc, type Op, ThreadLocal } from "../../sim/index.ts";
import type { Future } from "../future/future.ts";
import type { JoinHandle } from "./join.ts";
import type { LocalShared } from "./local-set-shared.ts";
import { LocalTaskScheduler } from "./local-task-scheduler.ts";

/** A set, as its own thread sees it: an `Rc` of the set and of its guards. */
export class LocalContext {
  readonly shared: LocalShared;
  /** A task panicked, and the set was told to end for that. */
  unhandledPanic = false;
  private readonly arc: Arc<LocalShared>;
  /** Of one thread, so nothing that could race. */
  private holders = 1;

  /** Takes the share over. */
  constructor(arc: Arc<LocalShared>) {
    this.arc = arc;
    this.shared = arc.peek();
  }

  /** One more holder. */
  share(): this {
    this.holders++;
    return this;
  }

  /** One holder less; the last one gives up its share of the set. */
  *drop(): Op<void> {
    this.holders--;
    if (this.holders === 0) yield* this.arc.drop();
  }

  *spawn<T>(future: Future<T>, name?: string): Op<JoinHandle<T>> {
    const { shared } = this;
    shared.assertOwnThread();
    const scheduler = new LocalTaskScheduler(yield* this.arc.clone());
    const { join, notified } = yield* shared.owned.bind(future, scheduler, name);
    if (notified !== null) yield* shared.schedule(notified);
    return join;
  }
}

export interface CurrentSet {
  readonly context: LocalContext | null;
  /** It is entered, not polled: who schedules must wake it. */
  readonly wakeOnSchedule: boolean;
}

export const CURRENT_SET = new ThreadLocal<CurrentSet>(() => ({ context: null, wakeOnSchedule: false }));
