import { describe, expect, it } from "vitest";
import { type JoinHandle, noopWaker, PENDING, type RawTask } from "../../runtime/index.ts";
import { type Op, spawn, type UnsafeCell } from "../../sim/index.ts";
import { claim, runToTheEnd, withTask } from "../testing/one-task.ts";
import { TaskCellExclusion } from "./task-cell-exclusion.ts";

const watch = (misuse: Parameters<typeof withTask>[1]) => withTask(() => new TaskCellExclusion(), misuse);

/** The stage: the code under test hides it behind the table of functions. */
function stageOf(raw: RawTask): UnsafeCell<unknown> {
  return (raw.header.vtable as unknown as { readonly core: { readonly stage: UnsafeCell<unknown> } }).core.stage;
}

describe("I6, cell exclusion of a task: its stage", () => {
  it("is broken by an access without RUNNING", () => {
    const finding = watch(function* ({ raw }) {
      yield* stageOf(raw).get();
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I6" });
    expect(finding?.message).toBe(
      '"main" reads task.stage (get), but nobody has set RUNNING: the word is NOTIFIED|JOIN_INTEREST refs=3.',
    );
  });

  it("is broken by an access while another runs the task", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.transitionToRunning();
      yield* spawn(() => stageOf(raw).get(), "other");
    });
    expect(finding?.message).toContain('"other" reads task.stage (get), but only "main" may, who runs the task');
  });

  it("is broken by an access after completion, when the join handle is gone", () => {
    const finding = watch(function* ({ raw, join }) {
      yield* join.drop();
      yield* raw.header.state.transitionToRunning();
      yield* raw.header.state.transitionToComplete();
      yield* spawn(() => stageOf(raw).get(), "other");
    });
    expect(finding?.message).toContain('only "main" may, who has the output');
  });
});

describe("I6, cell exclusion of a task: its join waker", () => {
  it("is broken by the runtime that looks before it has set COMPLETE", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.transitionToRunning();
      yield* raw.trailer.waker.get();
    });
    expect(finding?.message).toContain(
      '"main" reads task.waker (get), but it is the join handle\'s while JOIN_WAKER is',
    );
  });

  it("is broken by the runtime that looks although it found JOIN_WAKER unset", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.transitionToRunning();
      yield* raw.header.state.transitionToComplete();
      yield* raw.trailer.waker.get();
    });
    expect(finding?.message).toContain("it is the join handle's while JOIN_WAKER is unset");
  });

  it("is broken by the runtime that wakes before it has set COMPLETE", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.setJoinWaker();
      yield* raw.header.state.transitionToRunning();
      yield* raw.trailer.waker.get();
    });
    expect(finding?.message).toContain("the runtime may only once the task is COMPLETE");
  });

  it("is broken by writing it while JOIN_WAKER is set", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.setJoinWaker();
      yield* raw.trailer.waker.set(null);
    });
    expect(finding?.message).toContain('"main" writes task.waker (set), but nobody may while JOIN_WAKER is set');
  });

  it("is broken by the runtime that drops the waker which a join handle took with it", () => {
    const finding = watch(function* ({ raw, join }) {
      yield* join.drop();
      yield* spawn(() => raw.trailer.setWaker(null), "runtime");
    });
    expect(finding?.message).toContain(
      '"runtime" writes task.waker (replace), but only "main" may, who has the join waker',
    );
  });

  it("is broken by anybody who comes after the last reference was given up", () => {
    const finding = watch(function* ({ raw }) {
      yield* raw.header.state.transitionToTerminal(3);
      yield* spawn(() => raw.trailer.waker.get(), "other");
    });
    expect(finding?.message).toContain('only "main" may, who gave up the last reference');
  });
});

describe("I6, cell exclusion of a task, holds", () => {
  it("where a joiner polls twice with different wakers, and then the task runs", () => {
    const finding = watch(function* (one) {
      for (let i = 0; i < 2; i++) yield* pollJoin(one.join);
      const worker = yield* spawn(() => one.scheduler.tick(), "worker");
      yield* worker.join();
      yield* runToTheEnd(one);
    });
    expect(finding).toBeNull();
  });

  it("where a future polls the handle of its own task", () => {
    const finding = watch(function* ({ raw, join }) {
      yield* raw.header.state.transitionToRunning();
      claim({ type: "task.poll.begin", task: raw });
      yield* pollJoin(join);
    });
    expect(finding).toMatchObject({ kind: "leak", invariant: null }); // the task was not completed
  });
});

function* pollJoin(join: JoinHandle<void>): Op<void> {
  const waker = noopWaker();
  expect(yield* join.poll({ waker })).toEqual(PENDING);
  yield* waker.drop();
}
