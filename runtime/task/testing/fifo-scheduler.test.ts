import { describe, expect, it } from "vitest";
import { AtomicUsize, type Op, spawn } from "../../../sim/index.ts";
import { blockOn } from "../../future/block-on.ts";
import { LocalOwnedTasks } from "../list.ts";
import { FifoScheduler } from "./fifo-scheduler.ts";
import { Probe } from "./futures.ts";
import { runOnce, sweep } from "./sweep.ts";

/** A future that wakes itself `times` times and then is ready. */
function yielding(times: number): Probe<number> {
  const future: Probe<number> = new Probe({
    *poll(cx) {
      if (future.polls > times) return times;
      yield* cx.waker.wakeByRef();
      return null;
    },
  });
  return future;
}

describe("FifoScheduler", () => {
  it("runs tasks in order, as many as it is asked to", () => {
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler();
      const order: string[] = [];
      const spawnNamed = (name: string) => scheduler.spawn(yielding(1), name);
      const joins = [yield* spawnNamed("a"), yield* spawnNamed("b")];
      for (let i = 0; i < 4; i++) {
        const next = yield* scheduler.pop();
        order.push(next?.raw.label ?? "none");
        if (next !== null) yield* scheduler.run(next);
      }
      expect(order).toEqual(["a", "b", "a", "b"]);
      for (const join of joins) yield* join.drop();
      const last = yield* scheduler.spawn(yielding(5), "c");
      expect([yield* scheduler.tick(2), scheduler.queued, yield* scheduler.tick(), yield* scheduler.tick()]).toEqual([
        2, 1, 4, 0,
      ]);
      yield* last.drop();
    });
    expect(finding).toBeNull();
  });

  it("has threads that wait for tasks, and goes home when told to", () => {
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler();
      const left = yield* spawn(() => scheduler.work(), "left");
      const right = yield* spawn(() => scheduler.work(), "right");
      const one = yield* scheduler.spawn(yielding(1), "one");
      const two = yield* scheduler.spawn(yielding(1), "two");
      expect(yield* blockOn(one)).toEqual({ ok: true, value: 1 });
      expect(yield* blockOn(two)).toEqual({ ok: true, value: 1 });
      yield* scheduler.stop();
      yield* left.join();
      yield* right.join();
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
  });

  it("tells of each task that is spawned and of each that ends", () => {
    const told: string[] = [];
    const { finding } = runOnce(function* () {
      const scheduler = new FifoScheduler({
        hooks: {
          *onSpawn({ id }) {
            told.push(`${id} spawned`);
          },
          *onTerminate({ id }) {
            told.push(`${id} ended`);
          },
        },
      });
      yield* (yield* scheduler.spawn(yielding(1), "one")).drop();
      yield* scheduler.tick();
      yield* (yield* scheduler.spawn(yielding(1), "two")).drop();
      yield* scheduler.shutdown();
    });
    expect(finding).toBeNull();
    expect(told).toEqual(["one spawned", "one ended", "two spawned", "two ended"]);
  });

  it("keeps the tasks of a local list on their thread, and lets others wake them", () => {
    const verdict = sweep(function* () {
      const scheduler = new FifoScheduler({ owned: new LocalOwnedTasks() });
      const ready = new AtomicUsize(0, "ready");
      const threads: { join(): Op<unknown> }[] = [];
      const future: Probe<number> = new Probe({
        *poll(cx) {
          if (future.polls === 1) {
            const waker = yield* cx.waker.clone();
            function* wake(): Op<void> {
              yield* ready.store(1, "Relaxed");
              yield* waker.wake();
            }
            threads.push(yield* spawn(wake, "waking"));
          }
          return (yield* ready.load("Relaxed")) === 1 ? 7 : null;
        },
      });
      const join = yield* scheduler.spawn(future, "task");
      yield* scheduler.tick();
      for (const thread of threads) yield* thread.join();
      yield* scheduler.tick();
      expect(yield* blockOn(join)).toEqual({ ok: true, value: 7 });
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
  });
});
