import { describe, expect, it } from "vitest";
import { type Op, spawn } from "../../sim/index.ts";
import type { Waker } from "../future/waker.ts";
import type { JoinHandle } from "./join.ts";
import { FifoScheduler } from "./testing/fifo-scheduler.ts";
import { Probe } from "./testing/futures.ts";
import { runOnce, sweep } from "./testing/sweep.ts";
import { wakerRef } from "./waker.ts";

function* seven(): Op<number> {
  return 7;
}

/** A task that was spawned, and the scheduler it is queued on. */
function* spawned(): Op<{ scheduler: FifoScheduler; join: JoinHandle<number> }> {
  const scheduler = new FifoScheduler();
  return { scheduler, join: yield* scheduler.spawn(new Probe({ poll: seven }), "task") };
}

describe("a task's memory", () => {
  it("is freed with the last reference, whichever that is", () => {
    const { finding, told } = runOnce(function* () {
      const { scheduler, join } = yield* spawned();
      const waker = yield* wakerRef(join.raw).value.clone();
      const aborter = yield* join.abortHandle();
      const other = yield* aborter.clone();
      yield* scheduler.tick();
      yield* join.drop();
      yield* aborter.drop();
      yield* waker.wake();
      expect(other.raw.memory.freed).toBe(false);
      yield* other.drop();
      expect(other.raw.memory.freed).toBe(true);
    });
    expect(finding).toBeNull();
    expect(told.filter(({ type }) => type === "task.dealloc")).toHaveLength(1);
  });

  it("that is never freed is a leak, which names the task", () => {
    const { finding } = runOnce(function* () {
      const { scheduler, join } = yield* spawned();
      yield* scheduler.tick();
      join.forget();
    });
    expect(finding?.kind).toBe("leak");
    expect(finding?.message).toMatch(/^task, made by "main", was never (freed|dropped)/);
  });

  it("is gone for a reference that was given up twice", () => {
    const { finding } = runOnce(function* () {
      const { scheduler, join } = yield* spawned();
      const { raw } = join;
      yield* scheduler.tick();
      yield* join.drop();
      yield* raw.wakeByRef();
    });
    expect(finding?.kind).toBe("use-after-free");
    expect(finding?.message).toContain('"main" accesses task (get)');
  });

  it("must not be freed while another thread may still use it", () => {
    const verdict = sweep(function* () {
      const { scheduler, join } = yield* spawned();
      const { raw } = join;
      function* peek(): Op<void> {
        yield* raw.isFinished(); // without a reference
      }
      const peeking = yield* spawn(peek, "peeking");
      yield* scheduler.tick();
      yield* join.drop();
      yield* peeking.join();
    });
    // Whichever comes first: nothing orders the two.
    expect(verdict.kinds).toEqual(["data-race"]);
  });

  it("is shared by as many wakers as are cloned, on any threads", () => {
    const verdict = sweep(function* () {
      const { scheduler, join } = yield* spawned();
      const waker = yield* wakerRef(join.raw).value.clone();
      function* use(mine: Waker): Op<void> {
        const copy = yield* mine.clone();
        yield* copy.wakeByRef();
        yield* mine.drop();
        yield* copy.wake();
      }
      const cloned = yield* waker.clone();
      const left = yield* spawn(() => use(cloned), "left");
      const right = yield* spawn(() => use(waker), "right");
      yield* scheduler.tick();
      yield* join.drop();
      yield* left.join();
      yield* right.join();
      yield* scheduler.shutdown();
      expect(join.raw.memory.freed).toBe(true);
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
  });
});

describe("a task's waker", () => {
  it("schedules a sleeping task, once for all wakes until its next poll", () => {
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const join = yield* scheduler.spawn(new Probe<number>({}), "task");
      const waker = yield* wakerRef(join.raw).value.clone();
      yield* scheduler.tick();
      for (const wakes of [1, 3]) {
        for (let i = 0; i < wakes; i++) yield* waker.wakeByRef();
        expect(scheduler.queued).toBe(1);
        expect(yield* scheduler.tick()).toBe(1);
      }
      yield* waker.wake();
      expect(scheduler.queued).toBe(1);
      yield* join.drop();
      yield* scheduler.shutdown();
    });
    expect(finding).toBeNull();
  });

  it("is known again among its clones, and not among those of another task", () => {
    const { finding } = runOnce(function* () {
      const one = yield* spawned();
      const two = yield* spawned();
      const mine = yield* wakerRef(one.join.raw).value.clone();
      const other = yield* wakerRef(two.join.raw).value.clone();
      expect(mine.willWake(wakerRef(one.join.raw).value)).toBe(true);
      expect(mine.willWake(other)).toBe(false);
      expect(mine.label).toBe("waker of task");
      yield* mine.drop();
      yield* other.drop();
      for (const { scheduler, join } of [one, two]) {
        yield* join.drop();
        yield* scheduler.shutdown();
      }
    });
    expect(finding).toBeNull();
  });
});

describe("a task's names", () => {
  it("are its own in findings, and the same for all of a kind in fingerprints", () => {
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const join = yield* scheduler.spawn(new Probe({ poll: seven }));
      const { raw } = join;
      expect(raw.label).toMatch(/^task 0\.\d+$/);
      expect([raw.role, `${raw.id}`]).toEqual(["task", raw.label]);
      expect(raw.header.state.word.label).toBe(`${raw.label}.state`);
      expect([raw.trailer.waker.label, raw.trailer.waker.role]).toEqual([`${raw.label}.waker`, "task.waker"]);
      yield* scheduler.tick();
      join.forget();
    });
    expect(finding?.kind).toBe("leak");
    expect(finding?.involved).toEqual(["task"]);
  });
});
