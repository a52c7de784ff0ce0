import { describe, expect, it } from "vitest";
import { Execution, type Op, spawn } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { SetOnce } from "./set-once.ts";

/** What a model does on one thread; spawned threads run when main waits. */
function run(model: () => Op<void>): void {
  const execution = new Execution();
  execution.run(model, { strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 } });
  expect(execution.finding).toBeNull();
}

describe("SetOnce", () => {
  it("is set once, wakes who waits, and gives the value to who comes later", () => {
    run(function* () {
      const once = new SetOnce<string>();
      expect(yield* once.get()).toBeNull();
      const waiting = yield* spawn(() => blockOn(once.wait()), "waiting");
      const early = once.wait();
      const task = new RecordingWaker("task");
      const waker = task.waker();
      expect((yield* early.poll(new Context(waker))).ready).toBe(false);
      expect(yield* once.set("first")).toEqual({ ok: true, value: undefined });
      expect(task.wakes).toBe(1);
      expect(yield* once.set("second")).toEqual({ ok: false, error: "second" });
      expect(yield* early.poll(new Context(waker))).toEqual({ ready: true, value: "first" });
      expect(yield* waiting.join()).toBe("first");
      expect(yield* blockOn(once.wait())).toBe("first");
      yield* early.drop();
      yield* waker.drop();
    });
  });

  it("gives the value away at its end, or drops it", () => {
    run(function* () {
      let drops = 0;
      const value = {
        *drop(): Op<void> {
          drops++;
        },
      };
      const given = new SetOnce<typeof value>();
      expect(yield* given.intoInner()).toBeNull();
      yield* given.set(value);
      expect(yield* given.intoInner()).toBe(value);
      yield* given.drop();
      expect(drops).toBe(0);
      const dropped = new SetOnce<typeof value>();
      yield* dropped.set(value);
      yield* dropped.drop();
      expect(drops).toBe(1);
    });
  });

  it("leaves nothing behind where a wait is dropped", () => {
    run(function* () {
      const once = new SetOnce<number>();
      const task = new RecordingWaker("task");
      const waker = task.waker();
      const waiting = once.wait();
      yield* waiting.poll(new Context(waker));
      yield* waiting.drop();
      yield* once.set(1);
      expect(task.wakes).toBe(0);
      yield* waker.drop();
    });
  });
});
