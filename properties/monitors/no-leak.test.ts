import { describe, expect, it } from "vitest";
import { AtomicWaker, noopWaker, RecordingWaker } from "../../runtime/index.ts";
import { Box, type Op } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { runToTheEnd, withTask } from "../testing/one-task.ts";
import { NoLeak } from "./no-leak.ts";

const watch = (model: () => Op<void>) => firstFinding(() => [new NoLeak()], model);

describe("I5, no leak", () => {
  it("is broken by a waker left in the cell, and says where it lies", () => {
    const finding = watch(function* () {
      const waker = new AtomicWaker("waker");
      yield* waker.register(new RecordingWaker("consumer").waker());
    });
    expect(finding).toMatchObject({ kind: "leak", invariant: "I5" });
    expect(finding?.message).toBe(
      'a waker of consumer, made by "main", was never woken nor dropped: it still lies in waker.cell.',
    );
  });

  it("is broken by a waker that was taken and not used, and counts them", () => {
    const finding = watch(function* () {
      const task = new RecordingWaker("consumer");
      const waker = new AtomicWaker("waker");
      const own = task.waker();
      yield* waker.registerByRef(own);
      yield* waker.takeWaker();
    });
    expect(finding?.message).toContain("nobody holds it any more (and 1 more)");
  });

  it("is broken by a join waker left in a task, and says in which", () => {
    const finding = withTask(
      () => new NoLeak(),
      function* ({ raw }) {
        yield* raw.trailer.setWaker(noopWaker());
      },
    );
    expect(finding?.message).toBe(
      'a waker of noop, made by "main", was never woken nor dropped: it still lies in task.waker.',
    );
  });

  it("is broken by a task that is never freed, and says in which state", () => {
    const finding = withTask(
      () => new NoLeak(),
      function* (one) {
        one.raw.tellInc("abort");
        yield* one.raw.header.state.refInc();
        yield* runToTheEnd(one);
      },
    );
    expect(finding).toMatchObject({ kind: "leak", invariant: "I5" });
    expect(finding?.message).toBe('task, made by "main", was never freed: its state is COMPLETE refs=1.');
  });

  it("leaves what is neither waker nor task to the heap", () => {
    const finding = watch(function* () {
      new Box(1, "box");
    });
    expect(finding).toMatchObject({ kind: "leak", invariant: null });
  });

  it("holds where all are dropped, woken or forgotten on purpose", () => {
    const finding = watch(function* () {
      const task = new RecordingWaker("consumer");
      yield* task.waker().drop();
      yield* task.waker().wake();
      task.waker().forget();
    });
    expect(finding).toBeNull();
  });
});
