import { describe, expect, it } from "vitest";
import { AtomicUsize, catchUnwind, type Op, type Panic, spawn } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import type { Waker } from "../future/waker.ts";
import type { JoinHandle } from "./join.ts";
import { unowned } from "./new-task.ts";
import type { Notified } from "./notified.ts";
import type { Schedule } from "./schedule.ts";
import { FifoScheduler } from "./testing/fifo-scheduler.ts";
import { Output, Probe, panics } from "./testing/futures.ts";
import { runOnce, sweep } from "./testing/sweep.ts";

function* value(): Op<number> {
  return 7;
}

/** Ends the scheduler and the thread that works for it. */
function* finish(scheduler: FifoScheduler, ...threads: readonly { join(): Op<unknown> }[]): Op<void> {
  yield* scheduler.stop();
  for (const thread of threads) yield* thread.join();
  yield* scheduler.shutdown();
}

describe("races of a task", () => {
  it("two wakers wake a task that is polled: it is polled again for what they did, and completes", () => {
    const polls = new Set<number>();
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const done = new AtomicUsize(0, "done");
      const wakers: Waker[] = [];
      const future: Probe<number> = new Probe({
        *poll(cx) {
          if (future.polls === 1) wakers.push(yield* cx.waker.clone(), yield* cx.waker.clone());
          return (yield* done.load("Relaxed")) === 2 ? 7 : null;
        },
      });
      const join = yield* scheduler.spawn(future, "task");
      yield* scheduler.tick();
      function* notify(): Op<void> {
        const waker = wakers.pop();
        yield* done.fetchAdd(1, "Relaxed");
        if (waker !== undefined) yield* waker.wake();
      }
      const worker = yield* spawn(() => scheduler.work(), "worker");
      const left = yield* spawn(notify, "left");
      const right = yield* spawn(notify, "right");
      expect(yield* blockOn(join)).toEqual({ ok: true, value: 7 });
      yield* finish(scheduler, worker, left, right);
      polls.add(future.polls);
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
    expect([...polls].sort()).toEqual([2, 3]);
  });

  it("the join handle is dropped while the task completes: either side drops the output, one of them", () => {
    const droppers = new Set<string>();
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const by = new AtomicUsize(0, "by");
      function* complete(): Op<void> {
        yield* by.store(1, "Relaxed");
        yield* scheduler.tick();
        yield* by.store(2, "Relaxed");
      }
      const future: Probe<Output> = new Probe({
        *poll() {
          return new Output(function* () {
            droppers.add((yield* by.load("Relaxed")) === 1 ? "runtime" : "handle");
          });
        },
      });
      const join = yield* scheduler.spawn(future, "task");
      const runtime = yield* spawn(complete, "runtime");
      yield* join.drop();
      yield* runtime.join();
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
    expect([...droppers].sort()).toEqual(["handle", "runtime"]);
  });

  it("the join handle is dropped while its waker is woken: either side drops the waker, one of them", () => {
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const recorder = new RecordingWaker("joiner");
      const join = yield* scheduler.spawn(new Probe({ poll: value }), "task");
      const waker = recorder.waker();
      expect((yield* join.poll(new Context(waker))).ready).toBe(false);
      const keepsTheTask = yield* join.abortHandle();
      const runtime = yield* spawn(() => scheduler.tick(), "runtime");
      yield* join.drop();
      yield* runtime.join();
      expect([recorder.count("clone"), recorder.count("drop")]).toEqual([1, 1]);
      expect(recorder.wakes).toBeLessThanOrEqual(1);
      yield* keepsTheTask.drop();
      yield* waker.drop();
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
  });

  it("the join waker is replaced while the task completes: the output is there, or the new waker is woken", () => {
    const seen = new Set<string>();
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const [first, second] = [new RecordingWaker("first"), new RecordingWaker("second")];
      const wakers = [first.waker(), second.waker()] as const;
      const join = yield* scheduler.spawn(new Probe({ poll: value }), "task");
      expect((yield* join.poll(new Context(wakers[0]))).ready).toBe(false);
      const runtime = yield* spawn(() => scheduler.tick(), "runtime");
      const { ready } = yield* join.poll(new Context(wakers[1]));
      yield* runtime.join();
      seen.add(ready ? `ready, first woken ${first.wakes}` : `pending, second woken ${second.wakes}`);
      if (!ready) expect((yield* join.poll(new Context(wakers[1]))).ready).toBe(true);
      yield* join.drop();
      for (const waker of wakers) yield* waker.drop();
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
    // Ready with nobody woken: completed between the two steps of the replacement.
    expect([...seen].sort()).toEqual(["pending, second woken 1", "ready, first woken 0", "ready, first woken 1"]);
  });

  it("an abort comes while the task is polled: it is cancelled unless that poll completes it", () => {
    const seen = new Set<string>();
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const future: Probe<number> = new Probe({
        *poll(cx) {
          if (future.polls === 2) return 7;
          yield* cx.waker.wakeByRef();
          return null;
        },
      });
      const join = yield* scheduler.spawn(future, "task");
      const aborter = yield* join.abortHandle();
      yield* scheduler.tick(1);
      const worker = yield* spawn(() => scheduler.work(), "worker");
      yield* aborter.abort();
      const output = yield* blockOn(join);
      expect(yield* aborter.isFinished()).toBe(true);
      yield* aborter.drop();
      yield* finish(scheduler, worker);
      seen.add(`${future.polls} polls: ${output.ok ? "ok" : output.error}`);
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
    expect([...seen].sort()).toEqual(["1 polls: task was cancelled", "2 polls: ok"]);
  });

  it("a shutdown meets a poll and a wake: the future is dropped, and the join handle resolves", () => {
    const seen = new Set<boolean>();
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const wakers: Waker[] = [];
      const future: Probe<number> = new Probe({
        *poll(cx) {
          if (future.polls === 1) wakers.push(yield* cx.waker.clone());
          return future.polls === 2 ? 7 : null;
        },
      });
      const join = yield* scheduler.spawn(future, "task");
      yield* scheduler.tick();
      function* wake(): Op<void> {
        const waker = wakers.pop();
        if (waker !== undefined) yield* waker.wake();
      }
      const waking = yield* spawn(wake, "waking");
      const worker = yield* spawn(() => scheduler.work(), "worker");
      yield* scheduler.shutdown();
      seen.add((yield* blockOn(join)).ok);
      yield* waking.join();
      yield* finish(scheduler, worker);
      expect(future.consumed).toBe(true);
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
    expect([...seen].sort()).toEqual([false, true]);
  });
});

describe("panics of foreign code", () => {
  /** What the join handle of a task with such a future gets; the rest must be clean. */
  function joined(future: () => Probe<Output>, before?: (join: JoinHandle<Output>) => Op<void>) {
    let result = "";
    let reported = 0;
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const join = yield* scheduler.spawn(future(), "task");
      if (before !== undefined) yield* before(join);
      yield* scheduler.tick();
      const output = yield* blockOn(join);
      if (output.ok) output.value.take();
      result = output.ok ? "ok" : `${output.error}`;
      reported = scheduler.unhandledPanics;
      yield* scheduler.shutdown();
    });
    return { finding, result, reported };
  }
  const abort = (join: JoinHandle<Output>) => join.abort();
  function* output(): Op<Output> {
    return new Output();
  }

  it("in a poll: the future is dropped and the panic is the task's result", () => {
    const got = joined(() => new Probe({ poll: () => panics("in poll") }));
    expect(got).toEqual({ finding: null, result: 'task panicked with message "in poll"', reported: 1 });
  });

  it("in the drop of a future that is ready: the output is dropped, the panic is the result", () => {
    const got = joined(() => new Probe({ poll: output, onDrop: () => panics("in drop") }));
    expect(got).toEqual({ finding: null, result: 'task panicked with message "in drop"', reported: 1 });
  });

  it("in the drop of a cancelled future: the panic is the result, unreported", () => {
    const got = joined(() => new Probe({ onDrop: () => panics("in drop") }), abort);
    expect(got).toEqual({ finding: null, result: 'task panicked with message "in drop"', reported: 0 });
  });

  it("in the poll and in the drop that follows: aborts", () => {
    const got = joined(() => new Probe({ poll: () => panics("in poll"), onDrop: () => panics("in drop") }));
    expect(got.finding?.kind).toBe("panic");
    expect(got.finding?.message).toContain("panicked while unwinding");
  });

  it("in the drop of an output that nobody wants: nobody hears of it, and nothing leaks", () => {
    for (const dropFirst of [true, false]) {
      const { finding, told } = runOnce(function* () {
        const scheduler = new FifoScheduler();
        const future = new Probe({
          *poll() {
            return new Output(() => panics("in the output"));
          },
        });
        const join = yield* scheduler.spawn(future, "task");
        if (dropFirst) yield* join.drop();
        yield* scheduler.tick();
        if (!dropFirst) yield* join.drop();
      });
      expect(finding).toBeNull();
      expect(told.filter(({ type }) => type === "task.output.drop" || type === "task.dealloc")).toHaveLength(2);
    }
  });

  it("in the join waker: the task completes, and the waker is dropped with the task", () => {
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const join = yield* scheduler.spawn(new Probe({ poll: value }), "task");
      const recording = new RecordingWaker("joiner", { reactions: { wakeByRef: () => panics("in wake") } });
      const waker = recording.waker();
      yield* join.poll(new Context(waker));
      yield* scheduler.tick();
      expect(yield* join.isFinished()).toBe(true);
      yield* join.drop();
      expect(recording.calls).toEqual(["clone", "wakeByRef", "drop"]);
      yield* waker.drop();
    });
    expect(finding).toBeNull();
  });

  it("in the hook for terminated tasks: ignored", () => {
    const ended: string[] = [];
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler({
        hooks: {
          *onTerminate({ id }) {
            ended.push(id.label);
            yield* panics("in the hook");
          },
        },
      });
      const join = yield* scheduler.spawn(new Probe({ poll: value }), "task");
      yield* scheduler.tick();
      expect(yield* blockOn(join)).toEqual({ ok: true, value: 7 });
    });
    expect(finding).toBeNull();
    expect(ended).toEqual(["task"]);
  });

  it("in a drop when the last reference goes: the rest is dropped all the same, the panic goes on", () => {
    const dropped: string[] = [];
    let caught: Panic | null = null;
    const { finding, told } = runOnce(function* () {
      const scheduler: Schedule = {
        schedule: (task) => task.drop(),
        *release() {
          return null;
        },
        *drop() {
          dropped.push("scheduler");
        },
      };
      const { task, join } = unowned(new Probe({ onDrop: () => panics("in drop") }), scheduler, "task");
      yield* join.drop();
      const ended = yield* catchUnwind(() => task.drop());
      if (!ended.ok) caught = ended.panic;
    });
    expect(finding).toBeNull();
    expect(caught).toMatchObject({ payload: "in drop" });
    expect(dropped).toEqual(["scheduler"]);
    expect(told.at(-1)?.type).toBe("task.future.drop");
  });
});

describe("an output", () => {
  it("is given once: another poll of the handle panics", () => {
    let again: unknown = null;
    const { finding, told } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const output = new Output();
      const future = new Probe({
        *poll() {
          return output;
        },
      });
      const join = yield* scheduler.spawn(future, "task");
      yield* scheduler.tick();
      const waker = new RecordingWaker("joiner").waker();
      const cx = new Context(waker);
      expect(yield* join.poll(cx)).toEqual({ ready: true, value: { ok: true, value: output } });
      again = yield* catchUnwind(() => join.poll(cx));
      output.take();
      yield* join.drop();
      yield* waker.drop();
    });
    expect(finding).toBeNull();
    expect(again).toMatchObject({ ok: false, panic: { payload: "JoinHandle polled after completion" } });
    expect(told.filter(({ type }) => type === "task.output.take")).toHaveLength(1);
    expect(told.some(({ type }) => type === "task.output.drop")).toBe(false);
  });
});

describe("what the harness asks of the scheduler", () => {
  it("yields, or schedules where that is left out, a task that woke itself", () => {
    const queued: Notified[] = [];
    const { finding, told } = runOnce(function* () {
      const scheduler: Schedule = {
        *schedule(task) {
          queued.push(task);
        },
        *release() {
          return null;
        },
      };
      const future: Probe<number> = new Probe({
        *poll(cx) {
          if (future.polls === 1) yield* cx.waker.wakeByRef();
          return future.polls === 2 ? 7 : null;
        },
      });
      const { task, join } = unowned(future, scheduler, "task");
      yield* task.run();
      const again = queued.pop();
      expect(again).toBeDefined();
      if (again !== undefined) yield* again.intoLocal().run();
      expect(yield* blockOn(join)).toEqual({ ok: true, value: 7 });
    });
    expect(finding).toBeNull();
    expect(told.filter((event) => event.type === "task.schedule").map((event) => event.isYield)).toEqual([true]);
  });

  it("gives a poll a waker that counts as no reference", () => {
    const { told } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const join = yield* scheduler.spawn(new Probe({ poll: value }), "task");
      yield* scheduler.tick();
      yield* join.drop();
    });
    expect(told.some(({ type }) => type === "waker.new")).toBe(true);
    expect(told.some(({ type }) => type === "task.ref.inc")).toBe(false);
  });
});
