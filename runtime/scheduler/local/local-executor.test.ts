import { describe, expect, it } from "vitest";
import { AtomicUsize, assert, catchUnwind, type Op, panic, spawn } from "../../../sim/index.ts";
import { async_, wait } from "../../future/async.ts";
import type { Context } from "../../future/context.ts";
import type { Future } from "../../future/future.ts";
import { PENDING, type Poll, READY } from "../../future/poll.ts";
import type { Waker } from "../../future/waker.ts";
import { sweep } from "../../task/testing/sweep.ts";
import { REFERENCES_MAX } from "./header.ts";
import { LocalExecutor } from "./local-executor.ts";
import { showWord } from "./word.ts";

/** Clones its waker into `wakers` at each poll, and is ready at poll number `readyAt`. */
class Sleeps implements Future<void> {
  polls = 0;
  readonly wakers: Waker[] = [];
  private readonly readyAt: number;

  constructor(readyAt: number) {
    this.readyAt = readyAt;
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (++this.polls === this.readyAt) return READY;
    this.wakers.push(yield* cx.waker.clone());
    return PENDING;
  }

  *drop(): Op<void> {}
}

/** Lets what is queued run once. */
class GivesWay extends Sleeps {
  constructor() {
    super(2);
  }

  override *poll(cx: Context): Op<Poll<void>> {
    const poll = yield* super.poll(cx);
    for (const waker of this.wakers.splice(0)) yield* waker.wake();
    return poll;
  }
}

function inExecutor(body: (executor: LocalExecutor) => Op<void>): readonly string[] {
  return sweep(function* () {
    const executor = new LocalExecutor();
    yield* executor.run(async_(() => body(executor)));
    yield* executor.drop();
  }, 20).kinds;
}

describe("LocalExecutor", () => {
  it("gives back the output of the main future, and what its tasks give to it", () => {
    const kinds = sweep(function* () {
      const executor = new LocalExecutor();
      const output = yield* executor.run(
        async_(function* () {
          const handle = yield* executor.spawn(
            async_(function* () {
              return 42;
            }),
          );
          return (yield* wait(handle))?.value;
        }),
      );
      assert(output === 42, `got ${output}`);
      yield* executor.drop();
    }, 20).kinds;
    expect(kinds).toEqual(["clean"]);
  });

  it("polls a task once for any number of wakes that come before the poll", () => {
    const kinds = inExecutor(function* (executor) {
      const sleeper = new Sleeps(2);
      const handle = yield* executor.spawn(sleeper, "sleeper");
      yield* wait(new GivesWay());
      const [waker] = sleeper.wakers;
      assert(waker !== undefined, "it was polled");
      yield* waker.wakeByRef();
      yield* waker.wakeByRef();
      yield* waker.wake();
      yield* wait(handle);
      assert(sleeper.polls === 2, `${sleeper.polls} polls`);
    });
    expect(kinds).toEqual(["clean"]);
  });

  it("ignores a wake of a task that is complete or cancelled, and does not poll it again", () => {
    const kinds = inExecutor(function* (executor) {
      const sleeper = new Sleeps(9);
      const handle = yield* executor.spawn(sleeper, "sleeper");
      yield* wait(new GivesWay());
      yield* handle.cancel();
      for (const waker of sleeper.wakers) yield* waker.wake();
      assert((yield* wait(handle)) === null, "a cancelled task has no output");
      assert(sleeper.polls === 1, `${sleeper.polls} polls`);
    });
    expect(kinds).toEqual(["clean"]);
  });

  it("counts a reference for each waker, and none for the join handle", () => {
    const kinds = inExecutor(function* (executor) {
      const sleeper = new Sleeps(9);
      const handle = yield* executor.spawn(sleeper, "sleeper");
      const { references, word } = handle.raw.header;
      const count = () => references.value;
      assert(count() === 1, "that of the queue");
      yield* wait(new GivesWay());
      assert(count() === 1, "that of the waker");
      for (const waker of sleeper.wakers) yield* waker.drop();
      assert(count() === 0, "none");
      assert(showWord(word.peek()) === "HANDLE", showWord(word.peek()));
      yield* handle.drop();
      assert(showWord(word.peek()) === "SCHEDULED|CLOSED", showWord(word.peek()));
      yield* wait(new GivesWay());
    });
    expect(kinds).toEqual(["clean"]);
  });

  it("refuses more references than an i16 counts", () => {
    const kinds = inExecutor(function* (executor) {
      const handle = yield* executor.spawn(new GivesWay(), "task");
      const { references } = handle.raw.header;
      yield* references.fetchAdd(REFERENCES_MAX - 1, "Relaxed");
      const caught = yield* catchUnwind(() => handle.raw.header.increment("waker"));
      assert(!caught.ok, "one too many");
      yield* references.fetchSub(REFERENCES_MAX, "Relaxed");
      yield* wait(handle);
    });
    expect(kinds).toEqual(["clean"]);
  });

  it("aborts the process where a future panics in its drop", () => {
    const kinds = inExecutor(function* (executor) {
      const future: Future<void> = {
        *poll() {
          return READY;
        },
        *drop() {
          panic("in the drop");
        },
      };
      yield* wait(yield* executor.spawn(future, "task"));
    });
    expect(kinds).toEqual(["panic"]);
  });

  it("panics where a task is spawned on it from outside", () => {
    const { finding } = sweep(function* () {
      yield* new LocalExecutor().spawn(new Sleeps(1), "task");
    }, 1);
    expect(finding?.message).toContain("this thread doesn't have a LocalExecutor running");
  });

  it("takes wakers that a foreign thread sends home, at whatever time they come", () => {
    const kinds = sweep(function* () {
      const executor = new LocalExecutor();
      const sleeper = new Sleeps(2);
      const ready = new AtomicUsize(0, "ready");
      const other = yield* spawn(function* () {
        if ((yield* ready.load("Acquire")) === 0) return;
        for (const waker of sleeper.wakers) yield* waker.wakeByRef();
      }, "other");
      yield* executor.run(
        async_(function* () {
          const handle = yield* executor.spawn(sleeper, "sleeper");
          yield* wait(new GivesWay());
          yield* ready.store(1, "Release");
          yield* other.join();
          yield* handle.cancel();
          yield* handle.drop();
        }),
      );
      for (const waker of sleeper.wakers) yield* waker.drop();
      yield* executor.drop();
    }).kinds;
    expect(kinds).toEqual(["clean"]);
  });
});
