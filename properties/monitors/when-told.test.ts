import { describe, expect, it } from "vitest";
import { AtomicWaker, noopWaker } from "../../runtime/index.ts";
import type { Listener } from "../../sim/index.ts";
import { firstFinding } from "../testing/first-finding.ts";
import { claim, runToTheEnd, withTask } from "../testing/one-task.ts";
import { SCHEDULERS, TASKS } from "./alarms.ts";
import { WhenTold } from "./when-told.ts";

class Counting implements Listener {
  readonly heard: string[] = [];

  onBegin(): void {
    this.heard.push("begin");
  }

  onEvent(event: { readonly type: string }): void {
    this.heard.push(event.type);
  }

  onStep(): void {
    this.heard.push("step");
  }

  onEnd(): void {
    this.heard.push("end");
  }
}

describe("WhenTold", () => {
  it("tells its monitors of nothing while there is no task", () => {
    const counting = new Counting();
    firstFinding(
      () => [new WhenTold(TASKS, [counting])],
      function* () {
        const waker = new AtomicWaker("waker");
        yield* waker.register(noopWaker());
        yield* waker.drop();
      },
      2,
    );
    expect(counting.heard).toEqual([]);
  });

  it("tells them of all that follows the first task, each execution anew", () => {
    const counting = new Counting();
    withTask(() => new WhenTold(TASKS, [counting]), runToTheEnd);
    const begins = counting.heard.filter((what) => what === "begin");
    expect(begins.length).toBeGreaterThan(1);
    expect(counting.heard.filter((what) => what === "end")).toHaveLength(begins.length);
    expect(counting.heard.slice(0, 2)).toEqual(["begin", "task.new"]);
    expect(counting.heard).toContain("step");
  });

  it("tells them of nothing where a task has no scheduler with queues", () => {
    const counting = new Counting();
    withTask(() => new WhenTold(SCHEDULERS, [counting]), runToTheEnd);
    expect(counting.heard).toEqual([]);
  });

  it("tells them of the event that wakes them, and of all that follow", () => {
    const counting = new Counting();
    withTask(
      () => new WhenTold(SCHEDULERS, [counting]),
      function* (one) {
        claim({ type: "scheduler.tick", worker: { index: 0 } });
        yield* runToTheEnd(one);
      },
    );
    expect(counting.heard.slice(0, 2)).toEqual(["begin", "scheduler.tick"]);
    expect(counting.heard).toContain("task.poll.begin");
  });

  it("has the engine call it for steps only where one of its monitors wants them", () => {
    expect(new WhenTold(TASKS, [{ onEvent() {} }]).onStep).toBeUndefined();
    expect(new WhenTold(TASKS, [{ onEvent() {} }, new Counting()]).onStep).toBeDefined();
  });
});
