/** Small programs over one task: a future with a plan, and a few threads that run, wake, abort, join and shut down. */
import fc from "fast-check";
import {
  type AbortHandle,
  type Context,
  FifoScheduler,
  type Future,
  type JoinHandle,
  PENDING,
  type Poll,
  RecordingWaker,
  ready,
  type Waker,
} from "../../runtime/index.ts";
import { catchUnwind, type Op, Owned, panic, spawn, type JoinHandle as ThreadHandle } from "../../sim/index.ts";

/** What one poll does: first with its waker, then how it ends. */
export interface PollPlan {
  readonly waker: "unused" | "kept" | "woken by ref" | "cloned and woken";
  readonly ends: "pending" | "ready" | "panics";
}

export interface TaskPlan {
  /** One a poll; polled once more than there are, it is ready. */
  readonly polls: readonly PollPlan[];
  readonly panicsWhenDropped: "nothing" | "future" | "output";
}

const TASK_CALLS = ["run", "wake", "wakeByRef", "dropWaker", "abort", "pollJoin", "dropJoin", "shutdown"] as const;

/** Wakers are those that polls have kept. The join handle is the first thread's: the others skip its calls. */
export type TaskCall = (typeof TASK_CALLS)[number];

export interface TaskProgram {
  readonly task: TaskPlan;
  readonly threads: readonly (readonly TaskCall[])[];
}

const pollPlans: fc.Arbitrary<PollPlan> = fc.record({
  waker: fc.constantFrom("unused", "kept", "woken by ref", "cloned and woken"),
  ends: fc.constantFrom("pending", "pending", "ready", "panics"),
});

const taskPlans: fc.Arbitrary<TaskPlan> = fc
  .record({
    polls: fc.array(pollPlans, { maxLength: 3 }),
    panicsWhenDropped: fc.constantFrom("nothing", "future", "output"),
  })
  .map((plan) => {
    // A future that panics when it is dropped for having panicked aborts the process, in Rust as here.
    const aborts = plan.panicsWhenDropped === "future" && plan.polls.some(({ ends }) => ends === "panics");
    return aborts ? { ...plan, panicsWhenDropped: "nothing" } : plan;
  });

/** One to three threads of up to five calls each. */
export function taskPrograms(): fc.Arbitrary<TaskProgram> {
  return fc.record({
    task: taskPlans,
    threads: fc.array(fc.array(fc.constantFrom(...TASK_CALLS), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 3,
    }),
  });
}

/** Runs `program`, every call in a `catchUnwind` of its own, then shuts down and puts everything away. */
export function* runTaskProgram(program: TaskProgram): Op<void> {
  const wakers: Waker[] = [];
  const scheduler = new FifoScheduler();
  const join = yield* scheduler.spawn(new PlannedFuture(program.task, wakers), "task");
  const callers: Caller[] = [];
  for (const calls of program.threads) {
    const abort = calls.includes("abort") ? yield* join.abortHandle() : null;
    callers.push(new Caller(calls, scheduler, wakers, callers.length === 0 ? join : null, abort));
  }
  const running: ThreadHandle<void>[] = [];
  for (const [i, caller] of callers.entries()) running.push(yield* spawn(() => caller.run(), `thread ${i + 1}`));
  for (const thread of running) yield* thread.join();
  yield* scheduler.shutdown();
  if (!join.consumed) yield* join.drop();
  for (const waker of wakers) yield* waker.wake(); // too late, and perhaps the last references
}

/** One thread of a program, with the handles that it has. */
class Caller {
  private readonly calls: readonly TaskCall[];
  private readonly scheduler: FifoScheduler;
  private readonly wakers: Waker[];
  private readonly join: JoinHandle<PlannedOutput> | null;
  private readonly abort: AbortHandle | null;
  /** Taken in turns: a join waker that stays the same is not stored again. */
  private joiner = new RecordingWaker("joiner 1");
  private nextJoiner = new RecordingWaker("joiner 2");

  constructor(
    calls: readonly TaskCall[],
    scheduler: FifoScheduler,
    wakers: Waker[],
    join: JoinHandle<PlannedOutput> | null,
    abort: AbortHandle | null,
  ) {
    this.calls = calls;
    this.scheduler = scheduler;
    this.wakers = wakers;
    this.join = join;
    this.abort = abort;
  }

  *run(): Op<void> {
    for (const call of this.calls) yield* catchUnwind(() => this.runCall(call));
    if (this.abort !== null) yield* this.abort.drop();
  }

  private *runCall(call: TaskCall): Op<void> {
    const join = this.join === null || this.join.consumed ? null : this.join;
    switch (call) {
      case "run":
        yield* this.scheduler.tick(1);
        return;
      case "shutdown":
        yield* this.scheduler.shutdown();
        return;
      case "abort":
        if (this.abort !== null) yield* this.abort.abort();
        return;
      case "pollJoin":
        if (join !== null) yield* this.poll(join);
        return;
      case "dropJoin":
        if (join !== null) yield* join.drop();
        return;
      default: {
        const waker = this.wakers.shift();
        if (waker !== undefined) yield* this.use(waker, call);
      }
    }
  }

  private *use(waker: Waker, call: "wake" | "wakeByRef" | "dropWaker"): Op<void> {
    if (call === "wakeByRef") yield* waker.wakeByRef();
    yield* call === "wake" ? waker.wake() : waker.drop();
  }

  private *poll(join: JoinHandle<PlannedOutput>): Op<void> {
    const waker = this.joiner.waker();
    [this.joiner, this.nextJoiner] = [this.nextJoiner, this.joiner];
    const poll = yield* join.poll({ waker });
    yield* waker.drop();
    if (!poll.ready) return;
    yield* join.drop();
    if (poll.value.ok) yield* poll.value.value.drop();
  }
}

class PlannedOutput extends Owned {
  readonly sort = "output";
  private readonly panics: boolean;

  constructor(panics: boolean) {
    super(null);
    this.panics = panics;
  }

  *drop(): Op<void> {
    this.consume("dropped");
    if (this.panics) panic("drop of the output");
  }
}

class PlannedFuture extends Owned implements Future<PlannedOutput> {
  readonly sort = "future";
  private readonly plan: TaskPlan;
  private readonly wakers: Waker[];
  private polls = 0;

  constructor(plan: TaskPlan, wakers: Waker[]) {
    super(null);
    this.plan = plan;
    this.wakers = wakers;
  }

  *poll(cx: Context): Op<Poll<PlannedOutput>> {
    this.use("poll()");
    const { waker, ends } = this.plan.polls[this.polls++] ?? { waker: "unused", ends: "ready" };
    if (waker === "kept") this.wakers.push(yield* cx.waker.clone());
    else if (waker === "woken by ref") yield* cx.waker.wakeByRef();
    else if (waker === "cloned and woken") yield* (yield* cx.waker.clone()).wake();
    if (ends === "panics") panic("poll");
    return ends === "pending" ? PENDING : ready(new PlannedOutput(this.plan.panicsWhenDropped === "output"));
  }

  *drop(): Op<void> {
    this.consume("dropped");
    if (this.plan.panicsWhenDropped === "future") panic("drop of the future");
  }
}
