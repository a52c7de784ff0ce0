/**
 * The three executors behind one face, for programs that run on any of them: a future to be run, and a
 * way to spawn others beside it. What a task gave back is had by awaiting what `spawn` returned.
 */
import {
  Builder,
  type Context,
  type Future,
  LocalExecutor,
  PENDING,
  type Poll,
  type Runtime,
  ready,
} from "../../../runtime/index.ts";
import { type Op, panic } from "../../../sim/index.ts";

export type ExecutorName = "current-thread" | "multi-thread" | "local";

/** Spawns a task. Takes the future over; the one given back resolves to the task's output. */
export type Spawn = <T>(future: Future<T>, name: string) => Op<Future<T>>;

/** Runs the future that `make` gives on a new executor, and drops the executor. `workers`: of a multi-thread one. */
export function* runOn<T>(name: ExecutorName, make: (spawn: Spawn) => Future<T>, workers = 2): Op<T> {
  if (name === "local") return yield* runLocally(make);
  const builder =
    name === "multi-thread"
      ? Builder.newMultiThread({ workerThreads: workers, queueCapacity: 4 })
      : Builder.newCurrentThread();
  return yield* runInRuntime(yield* builder.build(), make);
}

function* runInRuntime<T>(runtime: Runtime, make: (spawn: Spawn) => Future<T>): Op<T> {
  const { handle } = runtime;
  try {
    return yield* runtime.blockOn(make((future, name) => joined(handle.spawn(future, name))));
  } finally {
    yield* runtime.drop();
  }
}

function* runLocally<T>(make: (spawn: Spawn) => Future<T>): Op<T> {
  const executor = new LocalExecutor();
  try {
    return yield* executor.run(make((future, name) => joined(executor.spawn(future, name))));
  } finally {
    yield* executor.drop();
  }
}

/** What the join handles resolve to: tokio's `Result`, Glommio's `Option`. */
type Joined<T> = { readonly ok: true; readonly value: T } | { readonly ok: false } | { readonly value: T } | null;

function* joined<T>(spawned: Op<Future<Joined<T>>>): Op<Future<T>> {
  return new Unwrapped(yield* spawned);
}

/** `handle.await.unwrap()`. */
class Unwrapped<T> implements Future<T> {
  private readonly handle: Future<Joined<T>>;

  constructor(handle: Future<Joined<T>>) {
    this.handle = handle;
  }

  *poll(cx: Context): Op<Poll<T>> {
    const poll = yield* this.handle.poll(cx);
    if (!poll.ready) return PENDING;
    if (poll.value === null || !("value" in poll.value)) panic("a task of the program has no output");
    return ready(poll.value.value);
  }

  drop(): Op<void> {
    return this.handle.drop();
  }
}
