import { describe, expect, it } from "vitest";
import { nextTick } from "./missed-tick.ts";

const MS = 1_000_000;

/** In ms: due at 100, looked at `now`, every 50. */
const next = (behavior: "burst" | "delay" | "skip", now: number) =>
  nextTick(behavior, 100 * MS, now * MS, 50 * MS) / MS;

describe("nextTick", () => {
  it("is one period after the tick that was due where none was missed, up to 5 ms late", () => {
    for (const behavior of ["burst", "delay", "skip"] as const) {
      expect(next(behavior, 100)).toBe(150);
      expect(next(behavior, 105)).toBe(150);
    }
  });

  it("bursts: the tick that was due next is due still", () => {
    expect(next("burst", 106)).toBe(150);
    expect(next("burst", 275)).toBe(150);
  });

  it("delays: one period from now", () => {
    expect(next("delay", 106)).toBe(156);
    expect(next("delay", 275)).toBe(325);
  });

  it("skips: the next multiple of the period from the first tick", () => {
    expect(next("skip", 106)).toBe(150);
    expect(next("skip", 275)).toBe(300);
  });

  it("skips a whole period where it is looked at upon a multiple", () => {
    expect(next("skip", 200)).toBe(250);
  });
});
