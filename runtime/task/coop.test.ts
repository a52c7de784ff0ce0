import { describe, expect, it } from "vitest";
import { catchUnwind, type Op, panic, spawn } from "../../sim/index.ts";
import { pending } from "../future/pending.ts";
import { readyFuture } from "../future/ready.ts";
import { RecordingWaker } from "../future/recording-waker.ts";
import { select } from "../future/select.ts";
import { pollOnce } from "../future/testing/drive.ts";
import { runClean } from "../future/testing/run.ts";
import { budgeted, hasBudgetRemaining, INITIAL_BUDGET, remainingBudget, stopBudget, withBudget } from "./coop.ts";
import { consumeBudget, cooperative, unconstrained } from "./coop-futures.ts";

describe("the cooperative budget", () => {
  it("is unlimited outside of tasks, and 128 for each poll of one", () => {
    runClean(function* () {
      const left = [remainingBudget()];
      yield* budgeted(function* () {
        left.push(remainingBudget());
        yield* pollOnce(consumeBudget());
        left.push(remainingBudget());
      });
      left.push(remainingBudget());
      expect(left).toEqual([null, INITIAL_BUDGET, INITIAL_BUDGET - 1, null]);
      expect(INITIAL_BUDGET).toBe(128);
    });
  });

  it("is used by progress alone: a leaf that is pending gives its unit back", () => {
    runClean(function* () {
      yield* withBudget(5, function* () {
        yield* pollOnce(cooperative(pending()));
        expect(remainingBudget()).toBe(5);
        yield* pollOnce(cooperative(readyFuture(1)));
        expect(remainingBudget()).toBe(4);
      });
    });
  });

  it("makes leaves pending once it is used up, and has the task woken", () => {
    runClean(function* () {
      const wakes = new RecordingWaker("task");
      yield* withBudget(0, function* () {
        expect(hasBudgetRemaining()).toBe(false);
        expect((yield* pollOnce(cooperative(readyFuture(1)), wakes)).ready).toBe(false);
        expect((yield* pollOnce(select([readyFuture(1)]), wakes)).ready).toBe(false);
        expect((yield* pollOnce(consumeBudget(), wakes)).ready).toBe(false);
      });
      expect(wakes.wakes).toBe(3);
    });
  });

  it("does not bind an unconstrained future, and is back after it", () => {
    runClean(function* () {
      yield* withBudget(0, function* () {
        expect((yield* pollOnce(unconstrained(consumeBudget()))).ready).toBe(true);
        expect(remainingBudget()).toBe(0);
      });
    });
  });

  it("is lifted by stopBudget, and back as it was after a panic", () => {
    runClean(function* () {
      const body = function* (): Op<void> {
        expect(stopBudget()).toBe(3);
        expect(hasBudgetRemaining()).toBe(true);
        panic("poll");
      };
      yield* withBudget(7, function* () {
        yield* catchUnwind(() => withBudget(3, body));
        expect(remainingBudget()).toBe(7);
      });
    });
  });

  it("is each thread's own", () => {
    runClean(function* () {
      const other = function* (): Op<void> {
        expect(remainingBudget()).toBeNull();
      };
      yield* withBudget(3, function* () {
        yield* (yield* spawn(other, "other")).join();
      });
    });
  });
});
