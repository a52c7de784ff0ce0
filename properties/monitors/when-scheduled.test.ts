import { describe, expect, it } from "vitest";
import type { Listener } from "../../sim/index.ts";
import { claim, runToTheEnd, withTask } from "../testing/one-task.ts";
import { WhenScheduled } from "./when-scheduled.ts";

class Counting implements Listener {
  readonly heard: string[] = [];

  onBegin(): void {
    this.heard.push("begin");
  }

  onEvent(event: { readonly type: string }): void {
    this.heard.push(event.type);
  }
}

describe("WhenScheduled", () => {
  it("tells its monitors of nothing where a task has no scheduler with queues", () => {
    const counting = new Counting();
    withTask(() => new WhenScheduled([counting]), runToTheEnd);
    expect(counting.heard).toEqual([]);
  });

  it("tells them of the event that wakes them, and of all that follow", () => {
    const counting = new Counting();
    withTask(
      () => new WhenScheduled([counting]),
      function* (one) {
        claim({ type: "scheduler.tick", worker: { index: 0 } });
        yield* runToTheEnd(one);
      },
    );
    expect(counting.heard.slice(0, 2)).toEqual(["begin", "scheduler.tick"]);
    expect(counting.heard).toContain("task.poll.begin");
  });
});
