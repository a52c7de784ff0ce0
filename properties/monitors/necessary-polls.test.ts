import { describe, expect, it } from "vitest";
import { spawn } from "../../sim/index.ts";
import { claim, type OneTask, runToTheEnd, withTask } from "../testing/one-task.ts";
import { NecessaryPolls } from "./necessary-polls.ts";

const watch = (misuse: Parameters<typeof withTask>[1]) => withTask(() => new NecessaryPolls(), misuse);

const claimRun = ({ raw }: OneTask) => {
  const { word } = raw.header.state;
  claim({
    type: "task.transition",
    word,
    task: raw,
    name: "transitionToRunning",
    outcome: "Success",
    before: 0,
    after: 0,
  });
};

const claimNotified = ({ raw }: OneTask) => {
  const { word } = raw.header.state;
  const name = "transitionToNotifiedByRef";
  claim({ type: "task.transition", word, task: raw, name, outcome: "Submit", before: 0, after: 0 });
};

describe("I11, no unnecessary polls", () => {
  it("is broken by a second run that nobody asked for", () => {
    const finding = watch(function* (one) {
      yield* one.scheduler.tick();
      claimRun(one);
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I11" });
    expect(finding?.message).toBe('"main" polls task, which nobody woke since its last poll.');
  });

  it("is broken by a runtime that notifies a task by itself", () => {
    const finding = watch(function* (one) {
      yield* one.scheduler.tick();
      claimNotified(one);
      claimRun(one);
    });
    expect(finding?.invariant).toBe("I11");
  });

  it("holds for a wake that meets the poll, whichever comes first", () => {
    const finding = watch(function* (one) {
      const worker = yield* spawn(() => one.scheduler.tick(), "worker");
      yield* one.future.wake();
      yield* worker.join();
      yield* runToTheEnd(one);
    });
    expect(finding).toBeNull();
  });
});
