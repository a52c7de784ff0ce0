import { describe, expect, it } from "vitest";
import { Execution, type Op } from "../../sim/index.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { WakerRegistration } from "./waker-registration.ts";

/** Runs `model` on one thread; a finding (a leak, too) fails the test. */
function run(model: () => Op<void>): void {
  const execution = new Execution();
  execution.run(model, { strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 } });
  expect(execution.finding).toBeNull();
}

describe("WakerRegistration", () => {
  it("wakes the task whose waker is evicted", () => {
    run(function* () {
      const [first, second] = [new RecordingWaker("first"), new RecordingWaker("second")];
      const slot = new WakerRegistration();
      yield* registerOnce(slot, first);
      yield* registerOnce(slot, second);
      expect([first.wakes, second.wakes]).toEqual([1, 0]);
      yield* slot.wake();
      yield* slot.wake();
      expect([first.wakes, second.wakes]).toEqual([1, 1]);
      yield* slot.drop();
    });
  });

  it("keeps what is registered when the same task registers again", () => {
    run(function* () {
      const task = new RecordingWaker("task");
      const slot = new WakerRegistration();
      yield* registerOnce(slot, task);
      yield* registerOnce(slot, task);
      expect([task.count("clone"), task.wakes]).toEqual([1, 0]);
      yield* slot.drop();
      expect(task.wakes).toBe(0);
    });
  });
});

function* registerOnce(slot: WakerRegistration, task: RecordingWaker): Op<void> {
  const own = task.waker();
  yield* slot.registerByRef(own);
  yield* own.drop();
}
