import { describe, expect, it } from "vitest";
import { spawn } from "../../sim/index.ts";
import { claim, withTask } from "../testing/one-task.ts";
import { ShutdownCompleteness } from "./shutdown-completeness.ts";

const watch = (misuse: Parameters<typeof withTask>[1]) => withTask(() => new ShutdownCompleteness(), misuse);

describe("I14, shutdown completeness", () => {
  it("is broken by a task that is left alone on a closed list", () => {
    const finding = watch(function* ({ scheduler }) {
      claim({ type: "owned.close", list: scheduler.owned });
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I14" });
    expect(finding?.message).toBe(
      "task is neither complete nor cancelled, although its list, owned, was closed and shut down: it is NOTIFIED|JOIN_INTEREST refs=3.",
    );
  });

  it("is broken by a shutdown that only marks the task", () => {
    const finding = watch(function* ({ raw }) {
      claim({ type: "task.shutdown", task: raw });
    });
    expect(finding?.message).toContain("task is neither complete nor cancelled, although it was shut down");
  });

  it("is broken by a task that is freed instead of being shut down", () => {
    const finding = watch(function* ({ raw }) {
      claim({ type: "task.shutdown", task: raw });
      claim({ type: "task.dealloc", task: raw });
    });
    expect(finding?.message).toContain("although it was shut down");
  });

  it("lets a task be freed without having been run, when nobody asked for more", () => {
    const finding = watch(function* ({ raw, scheduler }) {
      claim({ type: "task.dealloc", task: raw });
      claim({ type: "owned.close", list: scheduler.owned });
    });
    expect(finding).toMatchObject({ kind: "leak", invariant: null }); // of the real task
  });

  it("holds when a shutdown meets a poll: who polls completes the task", () => {
    const finding = watch(function* ({ scheduler, join, future }) {
      const worker = yield* spawn(() => scheduler.tick(), "worker");
      yield* scheduler.shutdown();
      yield* worker.join();
      yield* future.letGo();
      yield* join.drop();
    });
    expect(finding).toBeNull();
  });
});
