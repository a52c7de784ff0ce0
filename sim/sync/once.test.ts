import { describe, expect, it } from "vitest";
import { UnsafeCell } from "../cell/unsafe-cell.ts";
import type { Op } from "../op.ts";
import { catchUnwind } from "../panic/catch-unwind.ts";
import { panic } from "../panic/panic.ts";
import { runClean, runOnce, sweep } from "../testing/sweep.ts";
import { spawn } from "../thread/spawn.ts";
import { yieldNow } from "../thread/yield-now.ts";
import { Once } from "./once.ts";

describe("Once", () => {
  it("runs one body, and all callers find its work done", () => {
    const verdict = sweep(function* () {
      const once = new Once("once");
      const cell = new UnsafeCell(0, "cell");
      const call = function* (): Op<void> {
        yield* once.callOnce(function* () {
          yield* cell.set((yield* cell.get()) + 1);
          yield* yieldNow();
        });
        expect(yield* cell.get()).toBe(1);
      };
      yield* spawn(call, "left");
      yield* spawn(call, "right");
      yield* call();
      expect(yield* once.isCompleted()).toBe(true);
    });
    expect(verdict.kinds).toEqual(["clean"]);
  });

  it("is poisoned by a body that panics, and forced to try again", () => {
    runClean(function* () {
      const once = new Once("once");
      yield* catchUnwind(() =>
        once.callOnce(function* () {
          panic("inside");
        }),
      );
      const caught = yield* catchUnwind(() => once.callOnce(() => yieldNow()));
      expect(caught.ok ? "" : caught.panic.message).toBe("Once instance has previously been poisoned");
      const told: boolean[] = [];
      yield* once.callOnceForce(function* (poisoned) {
        told.push(poisoned);
      });
      yield* once.callOnce(() => {
        throw new Error("it is complete");
      });
      expect(told).toEqual([true]);
    });
  });

  it("says that a body which calls it again waits for itself", () => {
    const found = runOnce(function* () {
      const once = new Once("once");
      yield* once.callOnce(() => once.callOnce(() => yieldNow()));
    }).finding;
    expect(found?.kind).toBe("deadlock");
    expect(found?.message).toBe('"main" waits for itself: it calls once again from inside its body.');
  });

  it("names the thread whose body the others wait for", () => {
    const found = runOnce(function* () {
      const [a, b] = [new Once("a"), new Once("b")];
      const left = yield* spawn(
        () =>
          a.callOnce(function* () {
            yield* yieldNow();
            yield* b.callOnce(() => yieldNow());
          }),
        "left",
      );
      yield* b.callOnce(() => left.join());
    }).finding;
    expect(found?.kind).toBe("deadlock");
    expect(found?.message).toContain('"left" waits for b, whose body "main" runs');
  });
});
