/**
 * What rustc makes of an `async fn`: a state machine that `poll` resumes.
 *
 *     async_(function* () {
 *       const line = yield* wait(read());
 *       return line.length;
 *     })
 *
 * The body is a generator of ordinary operations and of awaits, driven by hand: an engine's suspension is
 * passed on to the engine; an await hands the awaited future to the machine, which polls it with the
 * `Context` of the present poll before it resumes the body. So a resumption costs the same at any depth
 * of calls, and the body can never get hold of the context of an earlier poll.
 */
import { currentThread, type Op, Owned, panic, ThreadLocal, UnsafeCell, UsageError } from "../../sim/index.ts";
import { type AsyncState, PANICKED, POLLING, RETURNED, showState, stateNumber, UNRESUMED } from "./async-state.ts";
import { AwaitPoint, pollAwaited, type Resumption } from "./await-point.ts";
import type { Context } from "./context.ts";
import { dropAll, dropCaught } from "./drop-all.ts";
import type { Future } from "./future.ts";
import { PENDING, type Poll, ready } from "./poll.ts";

export interface AsyncOptions {
  /** For traces. */
  readonly name?: string;
  /** What the body owns once it was resumed; dropped in this order if that never happens. */
  readonly captures?: readonly { drop(): Op<void> }[];
}

/** What `Op<T>` is to the machine that drives it: it yields awaits too, and is given their outputs. */
type Body<T> = Generator<unknown, T, unknown>;

const STARTS: Resumption = { value: undefined, panic: null };

/** The body is left at its await: its `finally`s run, and nothing else. */
const CANCELS: Resumption = { value: undefined, panic: null };

/**
 * What leaves a cancelled body. Thrown, as `Generator.return` ends only the innermost of the functions that the
 * body is in, where that one's `finally` steps: the next one would go on behind its `yield*`.
 */
const CANCELLED = new Error("an async body went on behind an await at which it was dropped");

const NO_AWAIT_HERE =
  "awaits where Rust cannot: in a drop (a `finally` that runs for a panic or a cancellation), or inside of catchUnwind()";

/** The machine whose body runs on this thread; null while that awaits, and outside. */
const RUNNING = new ThreadLocal<AsyncFuture<unknown> | null>(() => null);

export class AsyncFuture<T> extends Owned implements Future<T> {
  readonly sort = "async fn";
  /** Plain memory: a poll is an exclusive use, so two of them that nothing orders are a race. */
  private readonly state: UnsafeCell<AsyncState>;
  private readonly make: () => Op<T>;
  private readonly captures: readonly { drop(): Op<void> }[];
  /** Saved locals by name, for traces. */
  private readonly locals = new Map<string, unknown>();
  private body: Body<T> | null = null;
  private awaits = 0;

  /** Use `async_`. */
  constructor(make: () => Op<T>, options: AsyncOptions) {
    super(options.name ?? null);
    this.make = make;
    this.captures = options.captures ?? [];
    this.state = new UnsafeCell<AsyncState>(UNRESUMED, {
      name: `${this.role}.state`,
      show: (state) => showState(state, this.locals),
    });
  }

  /** rustc's number of the present state, without an access: for tests and monitors only; null inside of a poll. */
  get stateNumber(): number | null {
    return stateNumber(this.state.peek());
  }

  /** Resumes the body with `cx`: up to the next await that is pending, or to its end. */
  *poll(cx: Context): Op<Poll<T>> {
    this.use("poll()");
    const state = yield* this.state.replace(POLLING);
    if (state === RETURNED || state === PANICKED) {
      yield* this.state.set(state);
      panic(`\`async fn\` resumed after ${state === RETURNED ? "completion" : "panicking"}`);
    }
    let next: AsyncState = PANICKED;
    try {
      const stopped = yield* this.drive(state instanceof AwaitPoint ? state : null, cx);
      next = stopped instanceof AwaitPoint ? stopped : RETURNED;
      return stopped instanceof AwaitPoint ? PENDING : stopped;
    } finally {
      yield* this.state.set(next);
    }
  }

  /** Cancels: drops what is awaited and then, by the body's `finally`s, the saved locals, the last one first. */
  *drop(): Op<void> {
    this.consume("dropped");
    const state = yield* this.state.replace(RETURNED);
    if (state === UNRESUMED) yield* dropAll(this.captures);
    if (!(state instanceof AwaitPoint)) return;
    const panicked = yield* dropCaught(state.future);
    const body = this.body as Body<T>; // it is suspended, so it was made
    try {
      const step = yield* this.resume(body, panicked === null ? CANCELS : { value: undefined, panic: panicked });
      if (step.done !== true) throw new UsageError(`${this.label} ${NO_AWAIT_HERE}`);
    } catch (thrown) {
      if (thrown !== CANCELLED) throw thrown;
    }
  }

  /** For `wait`. */
  nextAwait(): number {
    return this.awaits++;
  }

  /** For `local`. */
  save(name: string, value: unknown): void {
    this.locals.set(name, value);
  }

  /** Runs the body from `at` on: the next await that is pending, or the output. */
  private *drive(at: AwaitPoint | null, cx: Context): Op<AwaitPoint | Poll<T>> {
    const unwinding = unwindingOf();
    this.body ??= this.make() as Body<T>;
    let awaiting = at;
    for (;;) {
      const resumption: Resumption | null = awaiting === null ? STARTS : yield* pollAwaited(awaiting, cx);
      if (resumption === null) return awaiting as AwaitPoint; // only an await is pending
      const step = yield* this.resume(this.body, resumption);
      if (step.done === true) return ready(step.value);
      awaiting = step.value as AwaitPoint; // `resume` stops at nothing else
      if (unwindingOf() !== unwinding) throw new UsageError(`${this.label} ${NO_AWAIT_HERE}`);
    }
  }

  /** Runs the body up to its next await or its end. */
  private *resume(body: Body<T>, resumption: Resumption): Op<IteratorResult<unknown, T>> {
    const before = RUNNING.replace(this);
    try {
      let step = enter(body, resumption);
      while (step.done !== true && !(step.value instanceof AwaitPoint)) step = yield* passOn(body);
      return step;
    } finally {
      RUNNING.replace(before);
    }
  }
}

function enter<T>(body: Body<T>, resumption: Resumption): IteratorResult<unknown, T> {
  if (resumption === CANCELS) return body.throw(CANCELLED);
  return resumption.panic === null ? body.next(resumption.value) : body.throw(resumption.panic);
}

/** Lets the engine suspend this thread at a step of the body, and then the body go on. */
function* passOn<T>(body: Body<T>): Op<IteratorResult<unknown, T>> {
  yield undefined as never; // as the engine's own steps do; it looks at nothing that is yielded
  return body.next();
}

/** Differs inside and outside of a panic's unwinding and of a `catchUnwind`. */
function unwindingOf(): string {
  const { panics, catchDepth } = currentThread();
  return `${panics.length} ${catchDepth}`;
}

/** A future that does what `make` says; `make` is called at the first poll. */
export function async_<T>(make: () => Op<T>, options: AsyncOptions = {}): AsyncFuture<T> {
  return new AsyncFuture(make, options);
}

/**
 * `future.await`, inside of a body and of the functions that it calls: `const x = yield* wait(future)`.
 * Takes the future over. `index` numbers the await, where counting those that were reached is not clear enough.
 */
export function* wait<T>(future: Future<T>, index?: number): Op<T> {
  const machine = RUNNING.get();
  if (machine === null)
    throw new UsageError("wait() outside of async_(function* () { ... }): only an async body can await");
  const output: unknown = yield new AwaitPoint(future, index ?? machine.nextAwait()) as never; // for the machine, not the engine
  return output as T;
}

/** Names a saved local of the running body, so that traces show it where the body is suspended. */
export function local<T>(name: string, value: T): T {
  const machine = RUNNING.get();
  if (machine === null) throw new UsageError(`local("${name}") outside of async_(function* () { ... })`);
  machine.save(name, value);
  return value;
}
