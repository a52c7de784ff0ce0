import { describe, expect, it } from "vitest";
import { catchUnwind, type Op, spawn } from "../sim/index.ts";
import {
  currentHandle,
  disallowBlockInPlace,
  enteredRuntime,
  enterRuntime,
  exitRuntime,
  setCurrentHandle,
  tryCurrentHandle,
  tryEnterBlockingRegion,
} from "./context.ts";
import { newDriver } from "./driver.ts";
import { CurrentThread } from "./scheduler/current-thread/current-thread.ts";
import { runOnce } from "./task/testing/sweep.ts";

function newHandle() {
  const { driver, handle } = newDriver();
  return new CurrentThread(driver, handle).handle;
}

function run(model: () => Op<void>): void {
  const { finding } = runOnce(model);
  expect(finding).toBeNull();
}

describe("the current handle", () => {
  it("is the one that was entered last, on this thread alone", () => {
    run(function* () {
      const [first, second] = [newHandle(), newHandle()];
      const outer = setCurrentHandle(first);
      const inner = setCurrentHandle(second);
      expect(currentHandle()).toBe(second);
      inner.drop();
      expect(currentHandle()).toBe(first);
      const other = yield* spawn(function* () {
        expect(tryCurrentHandle()).toBeNull();
      });
      yield* other.join();
      outer.drop();
      expect(tryCurrentHandle()).toBeNull();
    });
  });

  it("panics where there is none, and where guards are dropped out of order", () => {
    run(function* () {
      const none = yield* catchUnwind(function* () {
        currentHandle();
      });
      expect(!none.ok && none.panic.message).toContain("there is no reactor running");
      const outer = setCurrentHandle(newHandle());
      setCurrentHandle(newHandle());
      const disordered = yield* catchUnwind(function* () {
        outer.drop();
      });
      expect(!disordered.ok && disordered.panic.message).toContain("dropped out of order");
    });
  });
});

describe("entering a runtime", () => {
  it("is done once at a time", () => {
    run(function* () {
      const handle = newHandle();
      const entered = enterRuntime(handle, false);
      expect(currentHandle()).toBe(handle);
      expect(tryEnterBlockingRegion()).toBeNull();
      const nested = yield* catchUnwind(function* () {
        enterRuntime(handle, false);
      });
      expect(!nested.ok && nested.panic.message).toContain("Cannot start a runtime from within a runtime");
      entered.drop();
      expect(tryEnterBlockingRegion()).not.toBeNull();
    });
  });

  it("can be left for a while, and that be forbidden", () => {
    run(function* () {
      const entered = enterRuntime(newHandle(), true);
      const forbidden = disallowBlockInPlace();
      expect(enteredRuntime()).toEqual({ allowBlockInPlace: false });
      forbidden.drop();
      expect(enteredRuntime()).toEqual({ allowBlockInPlace: true });
      const left = exitRuntime();
      expect(enteredRuntime()).toBeNull();
      left.drop();
      expect(enteredRuntime()).toEqual({ allowBlockInPlace: true });
      entered.drop();
    });
  });
});
