/** `Readiness`: waits until a resource is ready for an interest, any number of them at once. */
import { type Arc, type LoadOrdering, type Op, panic } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import { replaceWaker, takeWaker } from "../future/waker-place.ts";
import type { Interest } from "./interest.ts";
import { isShutdown, lowTick, readinessOf, tickOf } from "./readiness-word.ts";
import { Ready } from "./ready.ts";
import { ReadyEvent } from "./ready-event.ts";
import type { ScheduledIo } from "./scheduled-io.ts";
import { Waiter } from "./waiters.ts";

type State = "init" | "waiting" | "done";

export class Readiness implements Future<ReadyEvent> {
  /** Borrowed: its owner outlives this. */
  private readonly shared: Arc<ScheduledIo>;
  private readonly waiter: Waiter;
  private state: State = "init";

  constructor(shared: Arc<ScheduledIo>, interest: Interest) {
    this.shared = shared;
    this.waiter = new Waiter(interest);
  }

  *poll(cx: Context): Op<Poll<ReadyEvent>> {
    const io = yield* this.shared.get();
    if (this.state === "init") return yield* this.begin(io, cx);
    if (this.state === "waiting" && !(yield* this.isWoken(io, cx))) return PENDING;
    // The readiness may be newer than what woke it, or cleared again: then there is nothing in it.
    return ready(io.told(yield* this.look(io, "Acquire")));
  }

  /** Off the list, if it is there. */
  *drop(): Op<void> {
    const io = yield* this.shared.get();
    const waiters = yield* io.waiters.lock("ignore");
    waiters.value.list.remove(this.waiter);
    yield* waiters.drop();
    const waker = takeWaker(this.waiter);
    if (waker !== null) yield* waker.drop();
  }

  /** Looks without the lock, then with it, and waits. */
  private *begin(io: ScheduledIo, cx: Context): Op<Poll<ReadyEvent>> {
    const seen = yield* this.look(io, "SeqCst");
    if (over(seen)) return this.end(io, seen);
    const waiters = yield* io.waiters.lock("ignore");
    try {
      const again = yield* this.look(io, "SeqCst");
      // Whatever was waited for: an operation will say that there is nothing more.
      const all = Ready.ALL.intersection(this.waiter.interest);
      if (over(again)) return this.end(io, again.isShutdown ? again.withReady(all) : again);
      if (this.waiter.waker !== null) panic("waker should be None at the first poll");
      this.waiter.waker = yield* cx.waker.clone();
      waiters.value.list.pushFront(this.waiter);
      this.state = "waiting";
      return PENDING;
    } finally {
      yield* waiters.drop();
    }
  }

  /** False: not yet; the waker is the one of this poll. */
  private *isWoken(io: ScheduledIo, cx: Context): Op<boolean> {
    const waiters = yield* io.waiters.lock("ignore");
    try {
      if (!this.waiter.isReady) {
        yield* replaceWaker(this.waiter, cx.waker);
        return false;
      }
      this.state = "done";
      return true;
    } finally {
      yield* waiters.drop();
    }
  }

  private *look(io: ScheduledIo, ordering: LoadOrdering): Op<ReadyEvent> {
    const word = yield* io.word.load(ordering);
    const seen = readinessOf(word).intersection(this.waiter.interest);
    return new ReadyEvent(lowTick(tickOf(word)), seen, isShutdown(word));
  }

  private end(io: ScheduledIo, event: ReadyEvent): Poll<ReadyEvent> {
    this.state = "done";
    return ready(io.told(event));
  }
}

const over = (event: ReadyEvent): boolean => !event.ready.isEmpty || event.isShutdown;
