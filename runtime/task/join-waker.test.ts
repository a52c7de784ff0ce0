import { describe, expect, it } from "vitest";
import { type Op, spawn } from "../../sim/index.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import type { JoinHandle } from "./join.ts";
import { JOIN_WAKER } from "./snapshot.ts";
import { FifoScheduler } from "./testing/fifo-scheduler.ts";
import { Probe } from "./testing/futures.ts";
import { runOnce, sweep } from "./testing/sweep.ts";

function* seven(): Op<number> {
  return 7;
}

/** A task whose join handle has been polled once, with the waker of `joiner`. */
function* joining() {
  const scheduler = new FifoScheduler();
  const joiner = new RecordingWaker("joiner");
  const join: JoinHandle<number> = yield* scheduler.spawn(new Probe({ poll: seven }), "task");
  const waker = joiner.waker();
  yield* join.poll(new Context(waker));
  return { scheduler, joiner, join, waker };
}

const flag = (join: JoinHandle<number>) => (Number(join.raw.header.state.word.value) & JOIN_WAKER) !== 0;

describe("the join waker", () => {
  it("is cloned once, however often the handle is polled with it", () => {
    const { finding } = runOnce(function* () {
      const { scheduler, joiner, join, waker } = yield* joining();
      yield* join.poll(new Context(waker));
      yield* join.poll(new Context(waker));
      expect(joiner.calls).toEqual(["clone"]);
      yield* join.drop();
      expect(joiner.calls).toEqual(["clone", "drop"]);
      yield* waker.drop();
      yield* scheduler.shutdown();
    });
    expect(finding).toBeNull();
  });

  it("is replaced by another: the old one is dropped once the new one is stored", () => {
    const { finding, told } = runOnce(function* () {
      const { scheduler, joiner, join, waker } = yield* joining();
      const other = new RecordingWaker("other");
      const later = other.waker();
      yield* join.poll(new Context(later));
      expect([joiner.calls, other.calls]).toEqual([["clone", "drop"], ["clone"]]);
      yield* scheduler.tick();
      expect([joiner.wakes, other.wakes, flag(join)]).toEqual([0, 1, false]);
      yield* join.drop();
      yield* waker.drop();
      yield* later.drop();
    });
    expect(finding).toBeNull();
    const mentions = told.map(({ type }) => type).filter((type) => type.startsWith("task.join-waker."));
    expect(mentions.map((type) => type.slice("task.join-waker.".length))).toEqual([
      "set",
      "unset",
      "drop",
      "set",
      "wake",
      "drop",
    ]);
  });

  it("is cleared again where the task completed before it was handed over", () => {
    const cleared = new Set<boolean>();
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const joiner = new RecordingWaker("joiner");
      const waker = joiner.waker();
      const join = yield* scheduler.spawn(new Probe({ poll: seven }), "task");
      const runtime = yield* spawn(() => scheduler.tick(), "runtime");
      const { ready } = yield* join.poll(new Context(waker));
      yield* runtime.join();
      // Pending: woken for it. Ready: not woken, and not kept.
      expect(joiner.wakes).toBe(ready ? 0 : 1);
      if (ready) expect(join.raw.trailer.waker.peek()).toBeNull();
      if (ready) cleared.add(joiner.count("clone") === 1);
      yield* join.drop();
      yield* waker.drop();
    }, 600);
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
    // Ready at once, or only after the waker was written.
    expect([...cleared].sort()).toEqual([false, true]);
  });

  it("that is written while JOIN_WAKER is set is a race with the task's completion", () => {
    const verdict = sweep(function* () {
      const { scheduler, join, waker } = yield* joining();
      const runtime = yield* spawn(() => scheduler.tick(), "runtime");
      yield* join.raw.trailer.setWaker(null); // without rule 5 (i)
      yield* runtime.join();
      yield* join.drop();
      yield* waker.drop();
    });
    expect(verdict.kinds).toContain("data-race");
    expect(verdict.kinds).not.toContain("clean");
  });

  it("may be read by the handle while the runtime wakes it", () => {
    const verdict = sweep(function* () {
      const { scheduler, join, waker } = yield* joining();
      const runtime = yield* spawn(() => scheduler.tick(), "runtime");
      const poll = yield* join.poll(new Context(waker));
      yield* runtime.join();
      if (!poll.ready) expect((yield* join.poll(new Context(waker))).ready).toBe(true);
      yield* join.drop();
      yield* waker.drop();
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
  });
});
