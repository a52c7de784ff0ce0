/** Small concurrent programs over one primitive, drawn and shrunk by fast-check, and how they are run. */
import fc from "fast-check";
import { Context, type Future, type Waker, wakerFn } from "../../runtime/index.ts";
import { currentThread, type Op, park, sleep as pause, spawn, unpark } from "../../sim/index.ts";
import { HistoryRecorder, type RecordedCall } from "./history.ts";
import { type Actor, type Attempt, PATIENCE, type PlannedCall, type Subject } from "./subject.ts";

export interface SyncProgram<P> {
  readonly parameters: P;
  readonly threads: readonly (readonly PlannedCall[])[];
}

const THREADS_MAX = 4;
const CALLS_MAX = 3;

/** Up to twelve calls on up to four threads. */
export function syncPrograms<P, S>(subject: Subject<P, S>): fc.Arbitrary<SyncProgram<P>> {
  const call = fc
    .tuple(subject.calls, fc.constantFrom(...PATIENCE))
    .map(([drawn, patience]) => ({ ...drawn, patience }));
  return fc.record({
    parameters: subject.parameters,
    threads: fc.array(fc.array(call, { minLength: 1, maxLength: CALLS_MAX }), { minLength: 1, maxLength: THREADS_MAX }),
  });
}

/** Runs `program` and gives back what was called. All is put away when it returns. */
export function* runSyncProgram<P, S>(subject: Subject<P, S>, program: SyncProgram<P>): Op<readonly RecordedCall[]> {
  const { parameters, threads } = program;
  const stage = yield* subject.setUp(parameters, threads.length);
  const history = new HistoryRecorder(stage.object);
  const rest = new Rest(threads.length, history);
  const running = [];
  for (const [i, calls] of threads.entries()) {
    const actor = stage.actors[i] as Actor; // one for each thread
    running.push(yield* spawn(() => new Caller(i, actor, history, rest).run(calls), `thread ${i + 1}`));
  }
  for (const thread of running) yield* thread.join();
  yield* stage.tearDown();
  return history.calls;
}

/**
 * Knows when no thread can go on: each is through or waits for a wake that has not come. Then the history
 * is over, and what still waits has starved. Steps apart, no thread runs beside another: plain fields will do.
 */
class Rest {
  over = false;
  private busy: number;
  private readonly history: HistoryRecorder;
  private readonly sleepers = new Set<Sleeper>();

  constructor(threads: number, history: HistoryRecorder) {
    this.busy = threads;
    this.history = history;
  }

  /** Sleeps until `sleeper` is woken (true) or all is over (false). */
  *sleep(sleeper: Sleeper): Op<boolean> {
    if (!sleeper.woken) {
      this.sleepers.add(sleeper);
      this.busy--;
      if (this.busy === 0) yield* this.finish();
      while (!sleeper.woken && !this.over) yield* park();
    } else {
      // The poll woke itself, as another thread is in the middle of something: virtual time passes once that has gone on.
      yield* pause(1);
    }
    const { woken } = sleeper;
    sleeper.woken = false;
    return woken;
  }

  *wake(sleeper: Sleeper): Op<void> {
    sleeper.woken = !this.over;
    if (this.sleepers.delete(sleeper)) this.busy++;
    yield* unpark(sleeper.thread);
  }

  private *finish(): Op<void> {
    this.over = true;
    this.history.starve();
    for (const { thread } of this.sleepers) yield* unpark(thread);
  }
}

class Sleeper {
  woken = false;
  readonly thread = currentThread();
}

/** One thread: makes its calls, waits until all is over, and drops what it has. */
class Caller {
  private readonly index: number;
  private readonly actor: Actor;
  private readonly history: HistoryRecorder;
  private readonly rest: Rest;

  constructor(index: number, actor: Actor, history: HistoryRecorder, rest: Rest) {
    this.index = index;
    this.actor = actor;
    this.history = history;
    this.rest = rest;
  }

  *run(calls: readonly PlannedCall[]): Op<void> {
    for (const call of calls) {
      if (this.rest.over) break;
      const attempt = this.actor.attempt(call);
      if (attempt !== null) yield* this.make(call, attempt);
    }
    if (!this.rest.over) yield* this.rest.sleep(new Sleeper());
    yield* this.actor.drop();
  }

  private *make(call: PlannedCall, attempt: Attempt): Op<void> {
    const id = this.history.begin(this.index, call.op, attempt.args ?? []);
    if ("now" in attempt) {
      this.history.returned(id, yield* attempt.now());
      return;
    }
    const future = yield* attempt.future();
    const sleeper = new Sleeper();
    const waker = wakerFn(`call ${id}`, () => this.rest.wake(sleeper));
    const output = yield* this.drive(future, waker, sleeper, call);
    const result = output === null ? null : yield* attempt.settle(output.value as never);
    // A future that failed may give back what it had when it is dropped: that is part of the call.
    yield* future.drop();
    if (output !== null) this.history.returned(id, result);
    else if (!this.rest.over) this.history.cancelled(id);
    yield* waker.drop();
  }

  /** Polls as long as the call has patience; null where it gives up, or all is over. */
  private *drive(
    future: Future<unknown>,
    waker: Waker,
    sleeper: Sleeper,
    call: PlannedCall,
  ): Op<{ value: unknown } | null> {
    const cx = new Context(waker);
    for (;;) {
      const poll = yield* future.poll(cx);
      if (poll.ready) return poll;
      if (call.patience === "drops pending") return null;
      if (!(yield* this.rest.sleep(sleeper))) return null;
      if (call.patience === "drops woken") return null;
    }
  }
}
