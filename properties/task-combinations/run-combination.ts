/**
 * One combination, from spawning to the end of the runtime, with what tokio's test asserts of it and,
 * where only one outcome is right, with that one asserted.
 */
import { type AbortHandle, Context, type JoinHandle, noopWaker, pollFn, type TaskResult } from "../../runtime/index.ts";
import { assert, catchUnwind, type Op } from "../../sim/index.ts";
import type { TaskCombination } from "./combination.ts";
import { oneshot, type Receiver, type Sender } from "./oneshot.ts";
import { CombinationRuntime } from "./runtimes.ts";
import { type Output, ScriptedFuture } from "./scripted-future.ts";

export type JoinResult = "ok" | "cancelled" | "panicOnRun" | "panicOnDrop";

/** What was seen of one run. */
export interface Observed {
  readonly gotPolled: boolean;
  readonly abortedBeforeFinish: boolean;
  /** Null where the output is not read. */
  readonly joinResult: JoinResult | null;
  readonly outputCreated: boolean;
}

/** What the future tells the test, and how the test tells it to complete. */
interface Signals {
  readonly firstPoll: Receiver;
  readonly complete: Sender;
  readonly futureDropped: Receiver;
  readonly outputDropped: Receiver;
}

export function* runTaskCombination(combination: TaskCombination): Op<Observed> {
  const runtime = yield* CombinationRuntime.start(combination);
  const { future, signals } = yield* prepare(combination);
  const run = new Run(combination, runtime, yield* runtime.spawn(future));
  const observed = yield* run.toTheEnd(signals);
  yield* runtime.shutdown();
  return observed;
}

function* prepare({ task, output }: TaskCombination): Op<{ future: ScriptedFuture; signals: Signals }> {
  const firstPoll = yield* oneshot("firstPoll");
  const complete = yield* oneshot("complete");
  const futureDropped = yield* oneshot("futureDropped");
  const outputDropped = yield* oneshot("outputDropped");
  const future = new ScriptedFuture(
    {
      firstPoll: firstPoll.sender,
      complete: complete.receiver,
      futureDropped: futureDropped.sender,
      outputDropped: outputDropped.sender,
    },
    {
      onRun: task === "panicOnRun" || task === "panicOnRunAndDrop",
      onDrop: task === "panicOnDrop" || task === "panicOnRunAndDrop",
      onOutputDrop: output === "panicOnDrop",
    },
  );
  const signals = {
    firstPoll: firstPoll.receiver,
    complete: complete.sender,
    futureDropped: futureDropped.receiver,
    outputDropped: outputDropped.receiver,
  };
  return { future, signals };
}

class Run {
  private readonly combination: TaskCombination;
  private readonly runtime: CombinationRuntime;
  private join: JoinHandle<Output> | null;
  private abortHandle: AbortHandle | null = null;

  constructor(combination: TaskCombination, runtime: CombinationRuntime, join: JoinHandle<Output>) {
    this.combination = combination;
    this.runtime = runtime;
    this.join = join;
  }

  *toTheEnd({ firstPoll, complete, futureDropped, outputDropped }: Signals): Op<Observed> {
    const { runtime } = this;
    const { task, abort, joinPolled, abortHandle } = this.combination;
    const abortedBeforeFinish = abort === "abortedImmediately" || abort === "abortedFirstPoll";
    const panicsOnRun = task === "panicOnRun" || task === "panicOnRunAndDrop";
    if (joinPolled) yield* this.pollEarly();
    if (abortHandle !== "none") this.abortHandle = yield* this.handle.abortHandle();

    yield* this.at("abortedImmediately", "dropImmediately");
    const gotPolled = yield* runtime.blockOn(firstPoll);
    assert(gotPolled || abort === "abortedImmediately", "the task was never polled, though nobody aborted it");

    yield* this.at("abortedFirstPoll", "dropFirstPoll");
    yield* runtime.elsewhere(() => complete.send());
    assert(yield* runtime.blockOn(futureDropped), "the future was leaked");

    yield* this.at("abortedAfterFinish", "dropAfterNoConsume");
    const joinResult = this.join === null ? null : yield* this.consume();
    if (joinResult !== null) this.assertRight(joinResult, abortedBeforeFinish);
    yield* this.at("abortedAfterConsumeOutput", "dropAfterConsume");
    yield* this.dropAbortHandle(); // the one that aborts is kept until here

    const outputCreated = yield* runtime.blockOn(outputDropped);
    const expected = !panicsOnRun && !abortedBeforeFinish;
    assert(outputCreated === expected, `an output was ${outputCreated ? "" : "never "}made and dropped`);
    return { gotPolled, abortedBeforeFinish, joinResult, outputCreated };
  }

  private get handle(): JoinHandle<Output> {
    assert(this.join !== null, "the combination drops the JoinHandle before its last use");
    return this.join;
  }

  /** A join waker that nobody needs, so that there is one. */
  private *pollEarly(): Op<void> {
    const waker = noopWaker();
    const poll = yield* this.handle.poll(new Context(waker));
    assert(!poll.ready, "the task completed before it could");
    yield* waker.drop();
  }

  /** What the combination has for this moment: the abort, then the drops. */
  private *at(abort: TaskCombination["abort"], drop: TaskCombination["joinHandle"]): Op<void> {
    const { combination } = this;
    if (combination.abort === abort) {
      const handle = combination.abortHandle === "aborts" ? this.abortHandle : this.handle;
      assert(handle !== null, "the combination drops the AbortHandle before it aborts");
      yield* handle.abort();
    }
    // Never, says tokio's table. Its test would allow it where an output's drop panics.
    if (combination.joinHandle === drop) {
      const dropped = yield* catchUnwind(() => this.dropJoinHandle());
      assert(dropped.ok, "dropping the JoinHandle panicked");
    }
    if (combination.abortHandle === drop) {
      const dropped = yield* catchUnwind(() => this.dropAbortHandle());
      assert(dropped.ok, "dropping the AbortHandle panicked");
    }
  }

  private *consume(): Op<JoinResult> {
    const result = yield* this.runtime.blockOn(pollFn((cx) => this.handle.poll(cx)));
    if (!result.ok) return nameOf(result);
    result.value.disarm();
    yield* result.value.drop();
    return "ok";
  }

  private assertRight(joinResult: JoinResult, aborted: boolean): void {
    const { task } = this.combination;
    const dropPanics = task === "panicOnDrop" || task === "panicOnRunAndDrop";
    const unaborted = task === "panicOnRun" ? "panicOnRun" : dropPanics ? "panicOnDrop" : "ok";
    const cancelled = dropPanics ? "panicOnDrop" : "cancelled";
    const right = aborted ? cancelled : unaborted;
    assert(joinResult === right, `the JoinHandle resolved to ${joinResult}, not to ${right}`);
  }

  private *dropJoinHandle(): Op<void> {
    const { join } = this;
    this.join = null;
    if (join !== null) yield* join.drop();
  }

  private *dropAbortHandle(): Op<void> {
    const { abortHandle } = this;
    this.abortHandle = null;
    if (abortHandle !== null) yield* abortHandle.drop();
  }
}

function nameOf(result: TaskResult<Output> & { readonly ok: false }): JoinResult {
  const cause = result.error.tryIntoPanic();
  if (cause === null) return "cancelled";
  return cause.payload === "run" ? "panicOnRun" : "panicOnDrop";
}
