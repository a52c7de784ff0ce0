import { describe, expect, it } from "vitest";
import { catchUnwind, type Op, type Panic } from "../../sim/index.ts";
import { JoinError } from "./error.ts";
import { TaskId } from "./id.ts";
import { FifoScheduler } from "./testing/fifo-scheduler.ts";
import { Probe, panics } from "./testing/futures.ts";
import { runOnce } from "./testing/sweep.ts";

describe("JoinError", () => {
  it("tells a cancelled task from one that panicked, and gives the panic back", () => {
    runOnce(function* () {
      const caught = yield* catchUnwind(() => panics("boom"));
      const boom = (caught as { readonly panic: Panic }).panic;
      const join = yield* new FifoScheduler().spawn(new Probe<number>({}), "task");
      const cancelled = JoinError.cancelled(join.taskId);
      const panicked = JoinError.panic(join.taskId, boom);
      expect([cancelled.isCancelled, cancelled.isPanic, `${cancelled}`]).toEqual([true, false, "task was cancelled"]);
      expect([panicked.isCancelled, panicked.isPanic]).toEqual([false, true]);
      expect(`${panicked}`).toBe('task panicked with message "boom"');
      expect([panicked.intoPanic(), panicked.tryIntoPanic(), cancelled.tryIntoPanic()]).toEqual([boom, boom, null]);
      expect(panicked.id).toBeInstanceOf(TaskId);
      function* none(): Op<Panic> {
        return cancelled.intoPanic();
      }
      expect(yield* catchUnwind(none)).toMatchObject({ ok: false });
    });
    expect.assertions(6);
  });
});
