/** `Sleep`, after tokio's `time/sleep.rs`: a future that is ready at a moment of the runtime's clock. */
import { type Op, Owned, panic, UsageError } from "../../sim/index.ts";
import { currentHandle } from "../context.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY } from "../future/poll.ts";
import { pollProceed } from "../task/coop.ts";
import { TimerEntry } from "./entry.ts";
import { farFuture, instantNow } from "./now.ts";

const TIMER_ERROR = "timer error: the timer is shutdown, must be called from the context of Tokio runtime";

export class Sleep extends Owned implements Future<void> {
  readonly sort = "sleep";
  private readonly entry: TimerEntry;

  /** Use `sleep` or `sleepUntil`. */
  constructor(entry: TimerEntry, name: string) {
    super(name);
    this.entry = entry;
  }

  /** When it is ready, in ns of the runtime's clock. */
  get deadline(): number {
    return this.entry.deadline;
  }

  isElapsed(): Op<boolean> {
    this.use("isElapsed()");
    return this.entry.isElapsed();
  }

  /** Moves it to another moment, also after it was ready. Whoever polled last is woken then. */
  reset(deadlineNs: number): Op<void> {
    this.use("reset()");
    return this.entry.reset(checked("reset", deadlineNs), true);
  }

  /** As `reset`, for who polls again before waiting: `Interval`. */
  resetWithoutReregister(deadlineNs: number): Op<void> {
    this.use("reset()");
    return this.entry.reset(checked("reset", deadlineNs), false);
  }

  /** Spends a unit of the task's budget when it is ready. Panics once the driver has ended. */
  *poll(cx: Context): Op<Poll<void>> {
    this.use("poll()");
    const proceed = yield* pollProceed(cx);
    if (!proceed.ready) return PENDING;
    const coop = proceed.value;
    try {
      const result = yield* this.entry.pollElapsed(cx);
      if (result === null) return PENDING;
      coop.madeProgress();
      if (result !== "ok") panic(TIMER_ERROR);
      return READY;
    } finally {
      coop.drop();
    }
  }

  *drop(): Op<void> {
    this.consume("dropped");
    yield* this.entry.drop();
  }
}

/** Ready once `ns` of the runtime's time have passed; Infinity is as good as never. `name` is for traces. */
export function sleep(ns: number, name?: string): Sleep {
  return newSleep(ns === Number.POSITIVE_INFINITY ? farFuture() : instantNow() + checked("sleep", ns), name);
}

/** Ready at `deadlineNs` of the runtime's clock. */
export function sleepUntil(deadlineNs: number, name?: string): Sleep {
  return newSleep(checked("sleepUntil", deadlineNs), name);
}

/** Panics outside of a runtime, and in one without a time driver. */
function newSleep(deadlineNs: number, name = "sleep"): Sleep {
  return new Sleep(new TimerEntry(currentHandle(), deadlineNs, name), name);
}

function checked(call: string, ns: number): number {
  if (Number.isInteger(ns) && ns >= 0) return ns;
  throw new UsageError(`${call}(${ns}): give it whole nanoseconds, 0 or more`);
}
