import { describe, expect, it } from "vitest";
import { Execution, type Op } from "../../sim/index.ts";
import { newTask } from "../task/new-task.ts";
import type { Notified } from "../task/notified.ts";
import { FifoScheduler } from "../task/testing/fifo-scheduler.ts";
import { Probe } from "../task/testing/futures.ts";
import { Inject } from "./inject.ts";

/** Runs `body` with tasks that only their `Notified` keeps; throws where there was a finding. */
function withInject(body: (inject: Inject, task: (name: string) => Op<Notified>) => Op<void>): void {
  const execution = new Execution();
  function* make(name: string): Op<Notified> {
    const { task, notified, join } = newTask(new Probe<void>({}), new FifoScheduler(), name);
    yield* task.shutdown();
    yield* join.drop();
    return notified;
  }
  execution.run(() => body(new Inject(), make), {
    strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 },
  });
  if (execution.finding !== null) throw new Error(execution.finding.message);
}

function* names(tasks: readonly (Notified | null)[]): Op<(string | undefined)[]> {
  const found = tasks.map((task) => task?.raw.label);
  for (const task of tasks) if (task !== null) yield* task.drop();
  return found;
}

describe("Inject", () => {
  it("is first in, first out, for single tasks and for batches", () => {
    withInject(function* (inject, task) {
      yield* inject.push(yield* task("a"));
      yield* inject.pushBatch([yield* task("b"), yield* task("c"), yield* task("d")]);
      yield* inject.push(yield* task("e"));
      expect(yield* inject.len()).toBe(5);
      expect(yield* names([yield* inject.pop()])).toEqual(["a"]);
      expect(yield* names(yield* inject.popN(3))).toEqual(["b", "c", "d"]);
      expect(yield* names(yield* inject.popN(3))).toEqual(["e"]);
      expect(yield* inject.isEmpty()).toBe(true);
      expect(yield* inject.pop()).toBeNull();
    });
  });

  it("goes on after it was empty, and takes an empty batch", () => {
    withInject(function* (inject, task) {
      yield* inject.pushBatch([]);
      yield* inject.push(yield* task("a"));
      yield* names([yield* inject.pop()]);
      yield* inject.push(yield* task("b"));
      expect(yield* names([yield* inject.pop()])).toEqual(["b"]);
    });
  });

  it("drops what comes after it was closed, and keeps what was there", () => {
    withInject(function* (inject, task) {
      yield* inject.push(yield* task("a"));
      expect(yield* inject.close()).toBe(true);
      expect(yield* inject.close()).toBe(false);
      expect(yield* inject.isClosed()).toBe(true);
      const late = yield* task("late");
      yield* inject.push(late);
      const batch = [yield* task("b"), yield* task("c")];
      yield* inject.pushBatch(batch);
      expect(yield* inject.len()).toBe(1);
      expect(yield* names([yield* inject.pop()])).toEqual(["a"]);
      for (const dropped of [late, ...batch]) expect(dropped.raw.memory.freed).toBe(true);
    });
  });
});
