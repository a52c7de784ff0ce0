import { describe, expect, it } from "vitest";
import { type Op, spawn } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { unowned } from "./new-task.ts";
import type { Schedule } from "./schedule.ts";
import { Probe } from "./testing/futures.ts";
import { runOnce, sweep } from "./testing/sweep.ts";

/** tokio's blocking tasks have one: they are never woken, and on no list. */
const NOOP: Schedule = {
  schedule: (task) => task.drop(),
  *release() {
    return null;
  },
};

function* seven(): Op<number> {
  return 7;
}

describe("UnownedTask", () => {
  it("is run once, and frees the task if nobody else has it any more", () => {
    const { finding } = runOnce(function* () {
      const { task, join } = unowned(new Probe({ poll: seven }), NOOP, "task");
      const { raw } = task;
      yield* join.drop();
      yield* task.run();
      expect(raw.memory.freed).toBe(true);
    });
    expect(finding).toBeNull();
  });

  it("is dropped instead: the future is dropped with the last reference, and nobody completed it", () => {
    const { finding, told } = runOnce(function* () {
      const { task, join } = unowned(new Probe({ poll: seven }), NOOP, "task");
      yield* task.drop();
      expect(yield* join.isFinished()).toBe(false);
      yield* join.drop();
    });
    expect(finding).toBeNull();
    const ends = told.map(({ type }) => type).filter((type) => type === "task.dealloc" || type === "task.future.drop");
    expect(ends).toEqual(["task.dealloc", "task.future.drop"]);
  });

  it("is shut down instead: its handle resolves", () => {
    const { finding } = runOnce(function* () {
      const { task, join } = unowned(new Probe({ poll: seven }), NOOP, "task");
      yield* task.shutdown();
      const output = yield* blockOn(join);
      expect(!output.ok && output.error.isCancelled).toBe(true);
    });
    expect(finding).toBeNull();
  });

  it("may be run while its handle is joined, aborted or dropped on another thread", () => {
    const verdict = sweep(function* () {
      const joined = unowned(new Probe({ poll: seven }), NOOP, "joined");
      const dropped = unowned(new Probe({ poll: seven }), NOOP, "dropped");
      function* run(): Op<void> {
        yield* joined.task.run();
        yield* dropped.task.run();
      }
      const pool = yield* spawn(run, "pool");
      yield* dropped.join.abort();
      yield* dropped.join.drop();
      expect(yield* blockOn(joined.join)).toEqual({ ok: true, value: 7 });
      yield* pool.join();
      expect(joined.join.raw.memory.freed && dropped.join.raw.memory.freed).toBe(true);
    });
    expect(verdict).toEqual({ kinds: ["clean"], finding: null });
  });
});
