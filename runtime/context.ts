/**
 * What a thread knows of the runtimes around it, after tokio's `runtime/context.rs`: the handle that
 * `spawn` goes to, whether the thread drives a runtime just now, and as which worker of it.
 *
 * These are three different things. That a handle is current says where tasks are spawned; it does not
 * say that this thread runs them. All of it is thread-local, so nothing here is a step.
 */
import { currentThread, type Op, panic, random, ThreadLocal } from "../sim/index.ts";
import type { Future } from "./future/future.ts";
import type { Waker } from "./future/waker.ts";
import { CachedParkThread } from "./park.ts";
import type { SchedulerHandle } from "./scheduler/scheduler-handle.ts";

/** What a thread has while it drives a scheduler: each scheduler's own class, told apart by `instanceof`. */
export interface SchedulerContext {
  readonly handle: SchedulerHandle;
  /** Wakes a clone of `waker` once the driver had its turn. */
  defer(waker: Waker): Op<void>;
}

interface ThreadContext {
  handle: SchedulerHandle | null;
  /** How many handles are current, one over the other. */
  depth: number;
  /** Inside of a runtime: whether it may be left for a blocking call; null outside. */
  entered: { allowBlockInPlace: boolean } | null;
  scheduler: SchedulerContext | null;
}

const CONTEXT = new ThreadLocal<ThreadContext>(() => ({ handle: null, depth: 0, entered: null, scheduler: null }));

const NO_RUNTIME = "there is no reactor running, must be called from the context of a Tokio 1.x runtime";

const NESTED =
  "Cannot start a runtime from within a runtime. This happens because a function (like `block_on`) " +
  "attempted to block the current thread while the thread is being used to drive asynchronous tasks.";

/** Where `spawn` goes on this thread; null outside of all runtimes. */
export function tryCurrentHandle(): SchedulerHandle | null {
  return CONTEXT.get().handle;
}

/** As `tryCurrentHandle`; panics outside of all runtimes. */
export function currentHandle(): SchedulerHandle {
  return CONTEXT.get().handle ?? panic(NO_RUNTIME);
}

/** What must be dropped in the reverse order of its making, on the thread where it was made. No step. */
export interface ContextGuard {
  drop(): void;
}

class CurrentHandleGuard implements ContextGuard {
  private readonly before: SchedulerHandle | null;
  private readonly depth: number;

  constructor(handle: SchedulerHandle) {
    const context = CONTEXT.get();
    this.before = context.handle;
    context.handle = handle;
    this.depth = ++context.depth;
  }

  drop(): void {
    const context = CONTEXT.get();
    if (context.depth !== this.depth) {
      panic("`EnterGuard` values dropped out of order. Guards returned by `Handle::enter()` must be dropped in order.");
    }
    context.handle = this.before;
    context.depth--;
  }
}

/** `Handle::enter`: makes `handle` current until the guard is dropped. */
export function setCurrentHandle(handle: SchedulerHandle): ContextGuard {
  return new CurrentHandleGuard(handle);
}

/** The thread is inside of a runtime until `drop`; meanwhile it may block for the runtime's sake. */
export class EnterRuntimeGuard implements ContextGuard {
  /** The right to block the thread, as nothing else runs on it. */
  readonly blocking = new BlockingRegion();
  private readonly current: ContextGuard;

  /** Use `enterRuntime`. */
  constructor(handle: SchedulerHandle) {
    this.current = setCurrentHandle(handle);
  }

  drop(): void {
    const context = CONTEXT.get();
    if (context.entered === null) panic("assertion failed: c.runtime.get().is_entered()");
    context.entered = null;
    this.current.drop();
  }
}

/** Begins to drive the runtime of `handle` on this thread. Panics where the thread drives one already. */
export function enterRuntime(handle: SchedulerHandle, allowBlockInPlace: boolean): EnterRuntimeGuard {
  const context = CONTEXT.get();
  if (context.entered !== null) panic(NESTED);
  context.entered = { allowBlockInPlace };
  return new EnterRuntimeGuard(handle);
}

/** Whether this thread drives a runtime, and whether it may leave that for a blocking call. */
export function enteredRuntime(): { readonly allowBlockInPlace: boolean } | null {
  return CONTEXT.get().entered;
}

/** For `block_in_place`: this thread drives no runtime until the guard is dropped. */
export function exitRuntime(): ContextGuard {
  const context = CONTEXT.get();
  const before = context.entered ?? panic("asked to exit when not entered");
  context.entered = null;
  return {
    drop: () => {
      if (context.entered !== null) panic("closure claimed permanent executor");
      context.entered = before;
    },
  };
}

/** For code that polls tasks inside of a task: `block_in_place` is forbidden until the guard is dropped. */
export function disallowBlockInPlace(): ContextGuard {
  const { entered } = CONTEXT.get();
  if (entered === null || !entered.allowBlockInPlace) return { drop: () => {} };
  entered.allowBlockInPlace = false;
  return {
    drop: () => {
      entered.allowBlockInPlace = true;
    },
  };
}

/** The right to block the running thread, where no runtime is driven by it. */
export class BlockingRegion {
  /** Runs `future` to its end, parking the thread in between. Takes the future over. */
  blockOn<T>(future: Future<T>): Op<T> {
    return new CachedParkThread().blockOn(future);
  }

  /** As `blockOn`, for at most `ns`: null when the time was up. */
  blockOnTimeout<T>(future: Future<T>, ns: number): Op<{ readonly value: T } | null> {
    return new CachedParkThread().blockOnTimeout(future, ns);
  }
}

/** The right to block this thread; null where it drives a runtime. */
export function tryEnterBlockingRegion(): BlockingRegion | null {
  return CONTEXT.get().entered === null ? new BlockingRegion() : null;
}

/** The scheduler that this thread drives just now; null where it drives none. */
export function currentScheduler(): SchedulerContext | null {
  return CONTEXT.get().scheduler;
}

/** This thread drives `scheduler` until the guard is dropped; none where null. */
export function setScheduler(scheduler: SchedulerContext | null): ContextGuard {
  const context = CONTEXT.get();
  const before = context.scheduler;
  context.scheduler = scheduler;
  return {
    drop: () => {
      context.scheduler = before;
    },
  };
}

/** Wakes after the driver had its turn; at once where this thread drives no scheduler. */
export function* defer(waker: Waker): Op<void> {
  const { scheduler } = CONTEXT.get();
  yield* scheduler === null ? waker.wakeByRef() : scheduler.defer(waker);
}

/** `thread_rng_n`: below `n`. A decision rather than a generator's next number: so that a search sees them all. */
export function threadRngN(n: number): number {
  return random(n);
}

/** The running thread, to be compared. */
export function threadId(): object {
  return currentThread();
}
