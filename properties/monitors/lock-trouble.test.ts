import { describe, expect, it } from "vitest";
import { InternalMutex, noopWaker } from "../../runtime/index.ts";
import { Mutex, type Op, RwLock, spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim, withTask } from "../testing/one-task.ts";
import { LockTrouble } from "./lock-trouble.ts";

const watch = (model: () => Op<void>, runs?: number) => firstFinding(() => [new LockTrouble()], model, runs);

/** Takes `first`, then `second`, and lets go of both. */
function* both(first: Mutex<null>, second: Mutex<null>): Op<void> {
  const outer = yield* first.lock();
  const inner = yield* second.lock();
  yield* inner.drop();
  yield* outer.drop();
}

describe("I10, no lock trouble", () => {
  it("is broken by two threads that take two locks in opposite orders, although they do not meet", () => {
    const finding = watch(function* () {
      const [a, b] = [new Mutex(null, "a"), new Mutex(null, "b")];
      const other = yield* spawn(() => both(a, b), "other");
      yield* other.join();
      yield* both(b, a);
    }, 1);
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I10" });
    expect(finding?.message).toBe(
      '"main" takes a with b held, "other" takes b with a held: they can wait for each other.',
    );
  });

  it("is broken by a circle of three", () => {
    const finding = watch(function* () {
      const [a, b, c] = [new Mutex(null, "a"), new Mutex(null, "b"), new Mutex(null, "c")];
      for (const [first, second] of [
        [a, b],
        [b, c],
        [c, a],
      ] as const) {
        const thread = yield* spawn(() => both(first, second));
        yield* thread.join();
      }
    }, 1);
    expect(finding?.message).toContain("they can wait for each other");
    expect(finding?.involved).toHaveLength(3);
  });

  it("holds where a third lock keeps the two from meeting, and where one thread takes both orders", () => {
    const finding = watch(function* () {
      const [gate, a, b] = [new Mutex(null, "gate"), new Mutex(null, "a"), new Mutex(null, "b")];
      const other = yield* spawn(() => gate.with(() => both(a, b)), "other");
      yield* gate.with(() => both(b, a));
      yield* other.join();
      yield* both(b, a);
    });
    expect(finding).toBeNull();
  });

  it("holds where a thread only tries, and where it has let go before", () => {
    const finding = watch(function* () {
      const [a, b] = [new Mutex(null, "a"), new RwLock(null, "b")];
      const other = yield* spawn(function* () {
        const read = yield* b.read();
        const got = yield* a.tryLock();
        if (got !== null) yield* got.drop();
        yield* read.drop();
        yield* (yield* a.lock()).drop();
      }, "other");
      yield* a.with(function* () {
        yield* (yield* b.write()).drop();
      });
      yield* other.join();
    });
    expect(finding).toBeNull();
  });

  it("is broken by a wake under a lock of the runtime's own", () => {
    const finding = watch(function* () {
      const lock = new InternalMutex(null, "shard");
      yield* lock.with(() => noopWaker().wake());
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I10" });
    expect(finding?.message).toMatch(/^"main" runs foreign code, the wake of .*, with shard held\.$/);
  });

  it.each(["task.poll.begin", "task.future.drop", "task.output.drop"] as const)(
    "is broken by %s under a lock of the runtime's own",
    (type) => {
      const finding = withTask(
        () => new LockTrouble(),
        function* ({ raw: task }) {
          yield* (yield* new InternalMutex(null, "shard").lock()).drop();
          const guard = yield* new InternalMutex(null, "inject").lock();
          claim({ type, task });
          yield* guard.drop();
        },
      );
      expect(finding?.message).toContain("of task, with inject held.");
    },
  );

  it("holds for a wake under a lock that is somebody else's, or another thread's", () => {
    const finding = watch(function* () {
      const internal = new InternalMutex(null, "shard");
      const guard = yield* internal.lock();
      const other = yield* spawn(() => new Mutex(null, "users").with(() => noopWaker().wake()), "other");
      yield* other.join();
      yield* guard.drop();
      yield* noopWaker().wake();
    });
    expect(finding).toBeNull();
  });
});
