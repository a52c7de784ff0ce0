import { describe, expect, it } from "vitest";
import { observe } from "../../sim/index.ts";
import { claim, type OneTask, runToTheEnd, withTask } from "../testing/one-task.ts";
import { BoundedProgress } from "./bounded-progress.ts";

const QUEUE = { label: "inject" };

const watch = (bounds: ConstructorParameters<typeof BoundedProgress>[0], story: (one: OneTask) => void) =>
  withTask(
    () => new BoundedProgress(bounds),
    function* (one) {
      yield* runToTheEnd(one);
      story(one);
    },
  );

function turns(count: number): void {
  for (let i = 0; i < count; i++) claim({ type: "scheduler.tick", worker: { index: 0 } });
}

/** The running thread takes from the queue, and pushes the task again. */
function takesAndPushes({ raw: task }: OneTask): void {
  claim({ type: "inject.push", queue: QUEUE, task });
  claim({ type: "inject.pop", queue: QUEUE, task });
  claim({ type: "inject.push", queue: QUEUE, task });
}

describe("I11, bounded progress", () => {
  it("is broken by a worker that leaves a task in a queue that it takes from", () => {
    const finding = watch({ turnsPerTask: 4 }, (one) => {
      takesAndPushes(one);
      turns(5);
    });
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I11" });
    expect(finding?.message).toBe("task lies in inject, and its workers do not come to it.");
  });

  it("holds where the task is taken at the last turn, or where its queue is another worker's", () => {
    const inTime = watch({ turnsPerTask: 4 }, (one) => {
      takesAndPushes(one);
      turns(4);
      claim({ type: "inject.pop", queue: QUEUE, task: one.raw });
      turns(4);
    });
    expect(inTime).toBeNull();
    const another = watch({ turnsPerTask: 4 }, (one) => {
      claim({ type: "queue.push", queue: QUEUE, task: one.raw });
      turns(9);
    });
    expect(another).toBeNull();
  });

  it("is broken by a worker that has tasks to run and never looks at the driver", () => {
    const finding = watch({ turnsPerDriver: 4 }, () => turns(5));
    expect(finding).toMatchObject({ kind: "invariant", invariant: "I11" });
    expect(finding?.message).toBe('"main" began 5 turns, and nobody looked at the driver.');
  });

  it("holds where the driver is looked at in time", () => {
    const finding = watch({ turnsPerDriver: 4 }, () => {
      turns(4);
      observe({ type: "driver.park" });
      turns(4);
    });
    expect(finding).toBeNull();
  });
});
