/**
 * The announced step of one thread, and the iterator that `yield*` drives.
 *
 * A thread has at most one step under way, so one reusable object per thread serves for all:
 * building a step fills it in (announce), the first `next()` asks who goes on (decide), and the
 * `next()` that finds it granted does it (perform). When the same thread goes on, the first
 * `next()` performs at once and the generators above never suspend: that is the engine's speed.
 */
import { ambient } from "../ambient.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { LoadOrdering, Ordering } from "../memory/ordering.ts";
import type { Op } from "../op.ts";
import type { Execution } from "./execution.ts";
import type { SimObject } from "./sim-object.ts";
import { StepKind } from "./step-kind.ts";
import type { Thread } from "./thread.ts";

type Phase = "idle" | "built" | "announced";

const SUSPENDED: IteratorResult<never, never> = { done: false, value: undefined as never };

const NOTHING = new StepKind<void>({ name: "nothing", access: "none", perform: () => undefined });

export class Operation {
  readonly execution: Execution;
  readonly thread: Thread;
  kind: StepKind<unknown> = NOTHING;
  target: SimObject | null = null;
  ordering: Ordering = "Relaxed";
  /** The ordering of a read-modify-write that declines to write. */
  failure: LoadOrdering = "Relaxed";
  /** First operand; what it means is the kind's business. */
  a: unknown = undefined;
  b: unknown = undefined;
  /** Virtual time at which a waiting step goes on anyway, in ns; Infinity: never. */
  deadline = Number.POSITIVE_INFINITY;
  /** Registered with the execution as a step that may have to wait. */
  conditional = false;
  private phase: Phase = "idle";
  private readonly done: IteratorReturnResult<unknown> = { done: true, value: undefined };

  constructor(execution: Execution, thread: Thread) {
    this.execution = execution;
    this.thread = thread;
  }

  reset(): void {
    this.phase = "idle";
    this.conditional = false;
    this.target = null;
    this.kind = NOTHING;
    this.a = undefined;
    this.b = undefined;
  }

  /** True between announcing and performing: the thread's next step is known. */
  get announced(): boolean {
    return this.phase === "announced";
  }

  /** Throws where the last step was built and never run. */
  expectRun(): void {
    if (this.phase !== "built") return;
    this.phase = "idle";
    throw new UsageError(
      `${this.describe()} was built and not run in thread "${this.thread.name}": put yield* before it`,
    );
  }

  /** Fills in the step. Throws where the one before was built and never run. */
  build(kind: StepKind<unknown>, target: SimObject | null): void {
    this.expectRun();
    this.phase = "built";
    this.kind = kind;
    this.target = target;
    this.deadline = Number.POSITIVE_INFINITY;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<never, unknown> {
    const execution = this.execution;
    if (this.phase === "built") {
      this.phase = "announced";
      if (!execution.announce(this)) return SUSPENDED;
    }
    if (execution.finding !== null) return SUSPENDED;
    if (this.conditional) execution.settle(this);
    this.phase = "idle";
    this.thread.steps++;
    const value = this.kind.perform(this);
    if (execution.listening) execution.performed(this, value);
    if (execution.finding !== null) return SUSPENDED;
    this.done.value = value;
    return this.done;
  }

  /** `ready.load(Relaxed)`, as a person would write it. */
  describe(): string {
    const call = `${this.kind.name}(${this.kind.showArguments(this)})`;
    return this.target === null ? call : `${this.target.label}.${call}`;
  }
}

/** Announces a step of the current thread; run what it gives back with `yield*`. */
export function step<T>(
  kind: StepKind<T>,
  target: SimObject | null,
  ordering: Ordering = "Relaxed",
  a: unknown = undefined,
  b: unknown = undefined,
): Op<T> {
  const op = ambient().thread.op;
  op.build(kind as StepKind<unknown>, target);
  op.ordering = ordering;
  op.a = a;
  op.b = b;
  // The one place where the reusable iterator passes for the generator that the type promises.
  return op as unknown as Op<T>;
}
