/**
 * `Registration`: ties a resource to the driver that tells what it is ready for, after tokio's
 * `runtime/io/registration.rs`. An operation is tried when the resource is said to be ready, and clears that
 * when it would block. At most one task may use the `poll` functions of a direction at a time: the last one
 * is woken. Any number of tasks may wait by futures.
 */
import { type Arc, type IoResult, ioErr, ioOk, type Op, Owned, observing, type Source } from "../../sim/index.ts";
import { tell } from "../events.ts";
import { async_, wait } from "../future/async.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, ready } from "../future/poll.ts";
import { pollFn } from "../future/poll-fn.ts";
import { pollProceed } from "../task/coop.ts";
import { RUNTIME_SHUTTING_DOWN } from "../util/error.ts";
import type { IoHandle } from "./handle.ts";
import type { Interest } from "./interest.ts";
import { Readiness } from "./readiness.ts";
import type { Direction, ReadyEvent } from "./ready-event.ts";
import type { ScheduledIo } from "./scheduled-io.ts";

/** A scheduler's handle, of which a registration uses the I/O driver's. */
export interface HasIoDriver {
  readonly driver: { io(): IoHandle };
}

export class Registration extends Owned {
  readonly sort = "registration";
  private readonly handle: IoHandle;
  private readonly shared: Arc<ScheduledIo>;

  private constructor(handle: IoHandle, shared: Arc<ScheduledIo>) {
    super(null);
    this.handle = handle;
    this.shared = shared;
  }

  /** Registers `source`, which stays the caller's. Panics where the runtime of `handle` has no I/O driver. */
  static *new(source: Source, interest: Interest, handle: HasIoDriver): Op<IoResult<Registration>> {
    const io = handle.driver.io();
    const added = yield* io.addSource(source, interest);
    return added.ok ? ioOk(new Registration(io, added.value)) : added;
  }

  /** To be called before the source is closed. */
  deregister(source: Source): Op<IoResult<void>> {
    this.use("deregister()");
    return this.handle.deregisterSource(this.shared, source);
  }

  /** What `event` had allowed would block. */
  *clearReadiness(event: ReadyEvent): Op<void> {
    yield* (yield* this.shared.get()).clearReadiness(event);
  }

  pollReadReady(cx: Context): Op<Poll<IoResult<ReadyEvent>>> {
    return this.pollReady(cx, "read");
  }

  pollWriteReady(cx: Context): Op<Poll<IoResult<ReadyEvent>>> {
    return this.pollReady(cx, "write");
  }

  /** Tries `op`, a read of sorts, whenever the resource is said to be readable, until it does not block. */
  pollReadIo<R>(cx: Context, op: () => Op<IoResult<R>>): Op<Poll<IoResult<R>>> {
    return this.pollIo(cx, "read", op);
  }

  /** Tries `op`, a write of sorts, whenever the resource is said to be writable, until it does not block. */
  pollWriteIo<R>(cx: Context, op: () => Op<IoResult<R>>): Op<Poll<IoResult<R>>> {
    return this.pollIo(cx, "write", op);
  }

  /** Tries `op` once, if the resource is said to be ready; else it would block. */
  *tryIo<R>(interest: Interest, op: () => Op<IoResult<R>>): Op<IoResult<R>> {
    const event = yield* (yield* this.shared.get()).readyEvent(interest);
    if (event.ready.isEmpty) return ioErr("WouldBlock");
    return yield* this.attempt(event, op);
  }

  /** Resolves once the resource is ready for `interest`. Dropped before the registration. */
  readiness(interest: Interest): Future<IoResult<ReadyEvent>> {
    return new ReadinessOrGone(new Readiness(this.shared, interest));
  }

  /** Resolves once `op` did not block; tried whenever the resource is ready for `interest`. */
  asyncIo<R>(interest: Interest, op: () => Op<IoResult<R>>): Future<IoResult<R>> {
    return async_(() => this.attempts(interest, op), { name: "async_io" });
  }

  /**
   * Runs `op`, which `event` allows; where it would block, that is cleared. What looks at the result itself
   * calls `began` and `clearReadiness`.
   */
  *attempt<R>(event: ReadyEvent, op: () => Op<IoResult<R>>): Op<IoResult<R>> {
    this.began(event);
    const result = yield* op();
    if (!result.ok && result.error.kind === "WouldBlock") yield* this.clearReadiness(event);
    return result;
  }

  /** Monitors hear that an operation begins, as `event` allows it. */
  began(event: ReadyEvent): void {
    if (observing()) tell({ type: "io.operation", io: this.shared.peek(), event });
  }

  /** Wakers hold tasks, tasks hold registrations: the circle ends here. */
  *drop(): Op<void> {
    this.consume("dropped");
    yield* (yield* this.shared.get()).clearWakers();
    yield* this.shared.drop();
  }

  private *pollReady(cx: Context, direction: Direction): Op<Poll<IoResult<ReadyEvent>>> {
    this.use("poll");
    const proceed = yield* pollProceed(cx);
    if (!proceed.ready) return PENDING;
    const coop = proceed.value;
    try {
      const poll = yield* (yield* this.shared.get()).pollReadiness(cx, direction);
      if (!poll.ready) return PENDING;
      if (poll.value.isShutdown) return ready(ioErr("Other", RUNTIME_SHUTTING_DOWN));
      coop.madeProgress();
      return ready(ioOk(poll.value));
    } finally {
      coop.drop();
    }
  }

  private *pollIo<R>(cx: Context, direction: Direction, op: () => Op<IoResult<R>>): Op<Poll<IoResult<R>>> {
    for (;;) {
      const poll = yield* this.pollReady(cx, direction);
      if (!poll.ready) return PENDING;
      if (!poll.value.ok) return ready(poll.value);
      const result = yield* this.attempt(poll.value.value, op);
      if (result.ok || result.error.kind !== "WouldBlock") return ready(result);
    }
  }

  private *attempts<R>(interest: Interest, op: () => Op<IoResult<R>>): Op<IoResult<R>> {
    for (;;) {
      const event = yield* wait(this.readiness(interest), 0);
      if (!event.ok) return event;
      const coop = yield* wait(pollFn(pollProceed), 1);
      try {
        const result = yield* this.attempt(event.value, op);
        if (!result.ok && result.error.kind === "WouldBlock") continue;
        coop.madeProgress();
        return result;
      } finally {
        coop.drop();
      }
    }
  }
}

/** An event of a driver that is gone is an error. */
class ReadinessOrGone implements Future<IoResult<ReadyEvent>> {
  private readonly inner: Readiness;

  constructor(inner: Readiness) {
    this.inner = inner;
  }

  *poll(cx: Context): Op<Poll<IoResult<ReadyEvent>>> {
    const poll = yield* this.inner.poll(cx);
    if (!poll.ready) return PENDING;
    return ready(poll.value.isShutdown ? ioErr("Other", RUNTIME_SHUTTING_DOWN) : ioOk(poll.value));
  }

  drop(): Op<void> {
    return this.inner.drop();
  }
}
