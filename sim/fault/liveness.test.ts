import { describe, expect, it } from "vitest";
import { ambient } from "../ambient.ts";
import { UsageError } from "../finding/usage-error.ts";
import type { Op } from "../op.ts";
import { runClean, runOnce } from "../testing/sweep.ts";
import { park } from "../thread/park.ts";
import { now, sleep } from "../thread/sleep.ts";
import { spawn } from "../thread/spawn.ts";
import { liveness } from "./liveness.ts";

describe("liveness", () => {
  it("gives back what its body does, in time", () => {
    const seen: number[] = [];
    const body = function* (): Op<number> {
      yield* sleep(100);
      return 7;
    };
    runClean(function* () {
      seen.push(yield* liveness(100, body));
      yield* sleep(1_000_000);
      seen.push(now());
    });
    expect(seen).toEqual([7, 1_000_100]);
  });

  it("fails where the body is late", () => {
    const { finding, now: ended } = runOnce(function* () {
      yield* sleep(50);
      yield* liveness(100, () => sleep(500));
    });
    expect(finding).toMatchObject({
      kind: "livelock",
      message: "no progress within 100 ns of virtual time after healing.",
      involved: ["main"],
    });
    expect(finding?.details[0]).toContain('"main" sleeps until 550 ns');
    expect(ended).toBe(151);
  });

  it("fails where nobody can go on", () => {
    const { finding } = runOnce(function* () {
      const other = yield* spawn(() => park(), "sleeper");
      yield* liveness(1_000, () => other.join());
    });
    expect(finding).toMatchObject({ kind: "livelock", involved: ["main", "sleeper"] });
  });

  it("ends faults and heals what is broken before its body begins", () => {
    const seen: string[] = [];
    runClean(function* () {
      const { faults } = ambient();
      faults.onHeal(() => seen.push("healed"));
      yield* liveness(10, function* () {
        seen.push(faults.ended ? "ended" : "not ended");
      });
    });
    expect(seen).toEqual(["healed", "ended"]);
  });

  it("takes whole nanoseconds", () => {
    const model = function* (): Op<void> {
      yield* liveness(0.5, () => sleep(1));
    };
    expect(() => runOnce(model)).toThrow(UsageError);
  });
});
