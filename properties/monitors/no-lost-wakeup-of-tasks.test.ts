import { describe, expect, it } from "vitest";
import { blockOn, JOIN_WAKER, NOTIFIED, type Poll, pollFn, type TaskResult } from "../../runtime/index.ts";
import { type Op, spawn } from "../../sim/index.ts";
import { type OneTask, runToTheEnd, withTask } from "../testing/one-task.ts";
import { NoLostWakeup } from "./no-lost-wakeup.ts";

const watch = (misuse: Parameters<typeof withTask>[1]) => withTask(() => new NoLostWakeup(), misuse);

describe("I1, no lost wakeup of a task", () => {
  it("is broken by a task that nobody ever runs", () => {
    const finding = watch(function* () {});
    expect(finding).toMatchObject({ kind: "lost-wakeup", invariant: "I1" });
    expect(finding?.message).toBe(
      '"task" sleeps after the last wake: main spawned task, and no poll began after that.',
    );
  });

  it("is broken by a wake that finds NOTIFIED set although nothing is queued", () => {
    const finding = watch(function* ({ scheduler, raw, future }) {
      yield* scheduler.tick();
      yield* raw.header.state.word.fetchOr(NOTIFIED, "AcqRel");
      yield* future.wake();
      yield* scheduler.tick();
    });
    expect(finding?.message).toContain("main woke task, and no poll began after that");
  });

  it("is broken by an abort that nobody acts upon", () => {
    const finding = watch(function* ({ scheduler, join }) {
      yield* scheduler.tick();
      yield* join.abort();
    });
    expect(finding?.message).toContain("main aborted task, and nobody cancelled it");
  });

  it("is broken by a task that completes with a join waker and wakes nobody, whoever sleeps", () => {
    const finding = watch(function* ({ raw }) {
      const { state } = raw.header;
      yield* state.setJoinWaker();
      yield* state.transitionToRunning();
      yield* state.transitionToComplete();
      yield* state.transitionToTerminal(1);
    });
    expect(finding?.message).toBe("a join wake is lost: main completed task without waking its join waker.");
  });

  it("is broken by a joiner whose JOIN_WAKER was wiped out", () => {
    const finding = watch((one) => joinAnd(one, [wipesOutAndRuns]));
    expect(finding?.message).toBe('"main" parks after the last wake: worker completed task without waking main.');
  });

  it("is broken by a joiner that is woken too early", () => {
    const wakesEarly = (one: OneTask) => one.raw.trailer.wakeJoin();
    const finding = watch((one) => joinAnd(one, [wakesEarly, wipesOutAndRuns]));
    expect(finding?.message).toBe('"main" parks after the last wake: main woke main before task was COMPLETE.');
  });

  it("blames the task that sleeps, not who waits for its output", () => {
    const finding = watch(function* ({ scheduler, join, future }) {
      yield* scheduler.tick();
      yield* future.letGo();
      yield* blockOn(join);
    });
    expect(finding?.message).toBe('"task" sleeps after the last wake: no wake reached task since its last poll began.');
  });

  it("holds where the task is woken, polled and joined", () => {
    const finding = watch(function* (one) {
      const worker = yield* spawn(() => runToTheEnd(one), "worker");
      yield* worker.join();
    });
    expect(finding).toBeNull();
  });

  it("holds where a task is freed without having been run", () => {
    const finding = watch(function* ({ scheduler, join }) {
      yield* join.drop();
      yield* scheduler.shutdown();
    });
    expect(finding).toBeNull();
  });
});

/** Blocks on the join handle; the first polls, which leave the join waker there, are followed by `deeds`. */
function* joinAnd(one: OneTask, deeds: ((one: OneTask) => Op<void>)[]): Op<void> {
  yield* blockOn(
    pollFn(function* (cx): Op<Poll<TaskResult<void>>> {
      const poll = yield* one.join.poll(cx);
      const deed = deeds.shift();
      if (deed !== undefined) yield* deed(one);
      return poll;
    }),
  );
}

/** Takes JOIN_WAKER away, and has a worker run the task to its end. */
function* wipesOutAndRuns({ raw, scheduler, future }: OneTask): Op<void> {
  yield* raw.header.state.word.fetchAnd(~JOIN_WAKER, "AcqRel");
  yield* spawn(function* () {
    yield* scheduler.tick();
    yield* future.wake();
    yield* scheduler.tick();
  }, "worker");
}
