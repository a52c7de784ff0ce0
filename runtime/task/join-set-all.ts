/** The ends of a `JoinSet`: all outputs at once, and the shutdown that waits for what it aborted. */
import { dropInPlace, type Op, Owned, Panic, panic, resumeUnwind } from "../../sim/index.ts";
import type { Context } from "../future/context.ts";
import type { Future } from "../future/future.ts";
import { PENDING, type Poll, READY, ready } from "../future/poll.ts";
import type { JoinSet } from "./join-set.ts";

/** `JoinSet::join_all`: all outputs; panics where a task did, or was aborted. The set is taken over, and dropped. */
export function joinAll<T>(set: JoinSet<T>): Future<readonly T[]> {
  return new JoinAll(set);
}

/** `JoinSet::shutdown`: aborts all tasks and waits until each is over. The set is lent, and empty then. */
export function shutdownSet<T>(set: JoinSet<T>): Future<void> {
  return new ShutdownSet(set);
}

class JoinAll<T> extends Owned implements Future<readonly T[]> {
  readonly sort = "join all";
  private readonly set: JoinSet<T>;
  private readonly outputs: T[] = [];

  constructor(set: JoinSet<T>) {
    super(null);
    this.set = set;
  }

  *poll(cx: Context): Op<Poll<readonly T[]>> {
    this.use("poll()");
    for (;;) {
      const poll = yield* this.set.pollJoinNext(cx);
      if (!poll.ready) return PENDING;
      const result = poll.value;
      if (result === null) return ready(this.outputs.splice(0));
      if (!result.ok) {
        const panicked = result.error.tryIntoPanic();
        if (panicked instanceof Panic) resumeUnwind(panicked);
        panic(`${result.error}`);
      }
      this.outputs.push(result.value);
    }
  }

  /** Its locals and then its argument: those left by a panic, too. */
  *drop(): Op<void> {
    this.consume("dropped");
    try {
      for (const output of this.outputs.splice(0)) yield* dropInPlace(output);
    } finally {
      yield* this.set.drop();
    }
  }
}

class ShutdownSet<T> implements Future<void> {
  private readonly set: JoinSet<T>;
  private aborted = false;

  constructor(set: JoinSet<T>) {
    this.set = set;
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (!this.aborted) yield* this.set.abortAll();
    this.aborted = true;
    for (;;) {
      const poll = yield* this.set.pollJoinNext(cx);
      if (!poll.ready) return PENDING;
      const result = poll.value;
      if (result === null) return READY;
      if (result.ok) yield* dropInPlace(result.value);
    }
  }

  *drop(): Op<void> {}
}
