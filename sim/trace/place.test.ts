import { describe, expect, it } from "vitest";
import { capturePlace, placeInStack } from "./place.ts";

const stack = (...frames: string[]): string => ["Error", ...frames.map((frame) => `    at ${frame}`)].join("\n");

describe("a place", () => {
  it("is where a test called, relative to the working tree", () => {
    expect(capturePlace()).toMatch(/^sim\/trace\/place\.test\.ts:\d+:\d+$/);
  });

  it("passes over the engine's own frames and over constructors", () => {
    const found = placeInStack(
      stack(
        "capturePlace (file:///work/tree/sim/trace/place.ts:1:1)",
        "new Owned (file:///work/tree/sim/heap/owned.ts:20:3)",
        "new Waker (file:///work/tree/runtime/future/waker.ts:9:3)",
        "RawWaker.clone (file:///work/tree/runtime/future/waker.ts:30:12)",
        "clone.next (<anonymous>)",
      ),
    );
    expect(found).toBe("runtime/future/waker.ts:30:12");
  });

  it("is relative to the tree also where the engine is compiled", () => {
    const found = placeInStack(
      stack(
        "capturePlace (file:///work/tree/dist/sim/trace/place.js:1:1)",
        "file:///work/tree/dist/scenarios/x.js:3:4",
      ),
    );
    expect(found).toBe("dist/scenarios/x.js:3:4");
  });

  it("is relative to the project in which the package is installed", () => {
    const found = placeInStack(
      stack(
        "capturePlace (file:///home/me/app/node_modules/reveille/dist/sim/trace/place.js:1:1)",
        "model (/home/me/app/test/queue.test.ts:7:15)",
      ),
    );
    expect(found).toBe("test/queue.test.ts:7:15");
  });

  it("is the whole path outside of the tree, and reads Windows' paths", () => {
    expect(placeInStack(stack("f (/a/sim/trace/place.ts:1:1)", "g (/elsewhere/x.ts:3:4)"))).toBe("/elsewhere/x.ts:3:4");
    const windows = stack("f (C:\\w\\sim\\trace\\place.ts:1:1)", "g (C:\\w\\scenarios\\x.ts:3:4)");
    expect(placeInStack(windows)).toBe("scenarios/x.ts:3:4");
  });

  it("is null where nobody but the engine is on the stack", () => {
    expect(placeInStack(stack("f (/a/sim/trace/place.ts:1:1)", "node:internal/modules/run_main:1:2"))).toBeNull();
    expect(placeInStack("")).toBeNull();
  });
});
