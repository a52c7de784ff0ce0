import { describe, expect, it } from "vitest";
import type { RuntimeEvent } from "../../runtime/index.ts";
import { claim, type OneTask, runToTheEnd, withTask } from "../testing/one-task.ts";
import { QueueConservation } from "./queue-conservation.ts";

const LOCAL = { label: "worker 0's queue" };
const OTHER = { label: "worker 1's queue" };
const INJECT = { label: "inject" };

const watch = (events: (one: OneTask) => readonly RuntimeEvent[]) =>
  withTask(
    () => new QueueConservation(),
    function* (one) {
      for (const event of events(one)) claim(event);
      yield* runToTheEnd(one);
    },
  );

describe("I8, queue conservation", () => {
  it("is broken by a task that is pushed twice", () => {
    const finding = watch(({ raw: task }) => [
      { type: "queue.push", queue: LOCAL, task },
      { type: "inject.push", queue: INJECT, task },
    ]);
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I8" });
    expect(finding?.message).toBe('"main" pushed task to inject, while it lies in worker 0\'s queue.');
  });

  it("is broken by a task that is popped twice", () => {
    const finding = watch(({ raw: task }) => [
      { type: "queue.push", queue: LOCAL, task },
      { type: "queue.pop", queue: LOCAL, task },
      { type: "queue.pop", queue: LOCAL, task },
    ]);
    expect(finding?.message).toBe('"main" has task popped from worker 0\'s queue, and it lies in no queue.');
  });

  it("is broken by a task that is stolen and popped", () => {
    const finding = watch(({ raw: task }) => [
      { type: "queue.push", queue: LOCAL, task },
      { type: "queue.steal", queue: LOCAL, to: OTHER, task },
      { type: "queue.pop", queue: LOCAL, task },
    ]);
    expect(finding?.message).toContain("popped from worker 0's queue, and it lies in worker 1's queue");
  });

  it("is broken by a task that is left in its queue", () => {
    const finding = watch(({ raw: task }) => [
      { type: "queue.push", queue: LOCAL, task },
      { type: "queue.overflow", queue: LOCAL, task },
    ]);
    expect(finding).toBeNull();
    const left = withTask(
      () => new QueueConservation(),
      function* (one) {
        yield* runToTheEnd(one);
        claim({ type: "inject.push", queue: INJECT, task: one.raw });
      },
    );
    expect(left?.message).toBe("task was pushed to inject and never popped.");
  });

  it("is broken by a poll of a task that lies in a queue", () => {
    const finding = withTask(
      () => new QueueConservation(),
      function* ({ raw: task }) {
        claim({ type: "queue.push", queue: LOCAL, task });
        claim({ type: "task.poll.begin", task });
      },
    );
    expect(finding?.message).toBe('"main" polls task, which lies in worker 0\'s queue.');
  });

  it("holds for a task that goes from queue to queue", () => {
    const finding = watch(({ raw: task }) => [
      { type: "queue.push", queue: LOCAL, task },
      { type: "queue.overflow", queue: LOCAL, task },
      { type: "inject.push", queue: INJECT, task },
      { type: "inject.pop", queue: INJECT, task },
      { type: "queue.push", queue: LOCAL, task },
      { type: "queue.steal", queue: LOCAL, to: OTHER, task },
      { type: "queue.pop", queue: OTHER, task },
    ]);
    expect(finding).toBeNull();
  });
});
