import { describe, expect, it } from "vitest";
import { Execution, type Op } from "../../sim/index.ts";
import { blockOn } from "../future/block-on.ts";
import { Context } from "../future/context.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { Barrier } from "./barrier.ts";

/** What a model does on one thread. */
function run(model: () => Op<void>): void {
  const execution = new Execution();
  execution.run(model, { strategy: { name: "dull", systematic: false, begin: () => true, decide: () => 0 } });
  expect(execution.finding).toBeNull();
}

describe("Barrier", () => {
  it("lets all go on when the last one has come, who leads, and begins anew", () => {
    run(function* () {
      const barrier = yield* Barrier.create(3);
      const task = new RecordingWaker("task");
      const waker = task.waker();
      const cx = new Context(waker);
      for (let round = 1; round <= 2; round++) {
        const early = [barrier.wait(), barrier.wait()];
        for (const waiting of early) expect((yield* waiting.poll(cx)).ready).toBe(false);
        expect((yield* blockOn(barrier.wait())).isLeader).toBe(true);
        expect(task.wakes).toBe(2 * round);
        for (const waiting of early) {
          expect(yield* waiting.poll(cx)).toMatchObject({ ready: true, value: { isLeader: false } });
          yield* waiting.drop();
        }
      }
      yield* waker.drop();
      yield* barrier.drop();
    });
  });

  it("for nobody is one for a single task", () => {
    run(function* () {
      const barrier = yield* Barrier.create(0);
      expect((yield* blockOn(barrier.wait())).isLeader).toBe(true);
      yield* barrier.drop();
    });
  });

  it("counts one that was dropped while it waited, as tokio does", () => {
    run(function* () {
      const barrier = yield* Barrier.create(2);
      const waker = new RecordingWaker("task").waker();
      const dropped = barrier.wait();
      yield* dropped.poll(new Context(waker));
      yield* dropped.drop();
      expect((yield* blockOn(barrier.wait())).isLeader).toBe(true);
      yield* waker.drop();
      yield* barrier.drop();
    });
  });
});
