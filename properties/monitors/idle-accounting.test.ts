import { describe, expect, it } from "vitest";
import { observe, park } from "../../sim/index.ts";
import { claim, type OneTask, withTask } from "../testing/one-task.ts";
import { IdleAccounting } from "./idle-accounting.ts";
import type { QueueEvent } from "./queued-tasks.ts";

const POOL = {};
const QUEUE = { label: "inject" };

const stuck = (story: (one: OneTask) => void) =>
  withTask(
    () => new IdleAccounting(),
    function* (one) {
      story(one);
      yield* park();
    },
  );

const worker = (type: "worker.park" | "worker.unpark" | "worker.searching" | "worker.shutdown", index: number) =>
  claim({ type, worker: { index }, pool: POOL });

const tell = (event: QueueEvent) => observe(event);

describe("I12, idle accounting", () => {
  it("is broken by a task in a queue while all workers sleep", () => {
    const finding = stuck(({ raw: task }) => {
      worker("worker.park", 0);
      tell({ type: "inject.push", queue: QUEUE, task });
      worker("worker.park", 1);
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I12" });
    expect(finding?.message).toBe("task lies in inject, and all 2 workers sleep.");
  });

  it("does not count workers that have ended", () => {
    const finding = stuck(({ raw: task }) => {
      worker("worker.park", 0);
      worker("worker.park", 1);
      worker("worker.unpark", 1);
      worker("worker.shutdown", 1);
      tell({ type: "queue.push", queue: QUEUE, task });
    });
    expect(finding?.message).toBe("task lies in inject, and the only worker sleeps.");
  });

  it("says nothing where a worker is awake and hangs, or where the queues are empty", () => {
    const hangs = stuck(({ raw: task }) => {
      worker("worker.park", 0);
      worker("worker.searching", 1);
      tell({ type: "queue.push", queue: QUEUE, task });
    });
    expect(hangs?.invariant).toBeNull();
    const empty = stuck(({ raw: task }) => {
      worker("worker.park", 0);
      tell({ type: "queue.push", queue: QUEUE, task });
      tell({ type: "queue.pop", queue: QUEUE, task });
    });
    expect(empty?.invariant).toBeNull();
  });
});
