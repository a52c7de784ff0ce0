import { describe, expect, it } from "vitest";
import { FifoScheduler, LocalOwnedTasks } from "../../runtime/index.ts";
import { spawn } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim, KeepsWaker, runToTheEnd, withTask } from "../testing/one-task.ts";
import { PollExclusion } from "./poll-exclusion.ts";

const watch = (misuse: Parameters<typeof withTask>[1]) => withTask(() => new PollExclusion(), misuse);

describe("I3, poll exclusion", () => {
  it("is broken by two threads that poll one future at once", () => {
    const finding = watch(function* ({ raw: task }) {
      claim({ type: "task.poll.begin", task });
      yield* spawn(function* () {
        claim({ type: "task.poll.begin", task });
      }, "other");
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I3" });
    expect(finding?.message).toBe('"other" polls the future of task while "main" polls it.');
  });

  it("is broken by a poll inside of the poll, on the same thread", () => {
    const finding = watch(function* ({ raw: task }) {
      claim({ type: "task.poll.begin", task });
      claim({ type: "task.poll.begin", task });
    });
    expect(finding?.message).toBe('"main" polls the future of task inside of its own poll.');
  });

  it("is broken by dropping a future that somebody polls", () => {
    const finding = watch(function* ({ raw: task }) {
      claim({ type: "task.poll.begin", task });
      yield* spawn(function* () {
        claim({ type: "task.future.drop", task });
      }, "other");
    });
    expect(finding?.message).toBe('"other" drops the future of task while "main" polls it.');
  });

  it("is broken by a local task that is polled on another thread", () => {
    const finding = firstFinding(
      () => [new PollExclusion()],
      function* () {
        const scheduler = new FifoScheduler({ owned: new LocalOwnedTasks() });
        yield* scheduler.spawn(new KeepsWaker(), "task");
        const other = yield* spawn(() => scheduler.tick(), "other");
        yield* other.join();
      },
    );
    expect(finding?.message).toBe('"other" polls the future of task, which is local to "main".');
  });

  it("is broken by a local task that is shut down on another thread", () => {
    const finding = firstFinding(
      () => [new PollExclusion()],
      function* () {
        const scheduler = new FifoScheduler({ owned: new LocalOwnedTasks() });
        yield* scheduler.spawn(new KeepsWaker(), "task");
        const other = yield* spawn(() => scheduler.owned.closeAndShutdownAll(), "other");
        yield* other.join();
      },
    );
    expect(finding?.message).toBe('"other" drops the future of task, which is local to "main".');
  });

  it("holds where polls follow each other, on whatever thread", () => {
    const finding = watch(function* (one) {
      const worker = yield* spawn(() => one.scheduler.tick(), "worker");
      yield* worker.join();
      yield* runToTheEnd(one);
    });
    expect(finding).toBeNull();
  });
});
