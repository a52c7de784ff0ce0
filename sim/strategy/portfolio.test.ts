import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { spawn } from "../thread/spawn.ts";
import { createStrategy } from "./create.ts";
import { PortfolioStrategy } from "./portfolio.ts";
import { Player } from "./testing/player.ts";
import { profileOf } from "./testing/profile-of.ts";

const RUNS = 4_000;
const WEIGHTS = {
  random: 5,
  pos: 11,
  "fair-pct:2": 4,
  "fair-pct:3": 4,
  "fair-pct:4": 4,
  surw: 54,
  urw: 8,
  "delay:3": 10,
};

function* model(): Op<void> {
  const n = new AtomicUsize(0, "n");
  const bump = function* (): Op<void> {
    for (let i = 0; i < 4; i++) yield* n.compareExchangeWeak(i, i + 1, "Relaxed", "Relaxed");
  };
  yield* spawn(bump, "a");
  yield* spawn(bump, "b");
  yield* bump();
}

describe("portfolio", () => {
  it("draws its members by their weights from the seed", () => {
    const strategy = new PortfolioStrategy();
    const counts: Record<string, number> = {};
    for (let run = 0; run < RUNS; run++) {
      strategy.begin(`run.${run}`);
      counts[strategy.member] = (counts[strategy.member] ?? 0) + 1;
    }
    expect(Object.keys(counts).sort()).toEqual(Object.keys(WEIGHTS).sort());
    for (const [member, weight] of Object.entries(WEIGHTS)) {
      // Standard deviation at most 32.
      expect(Math.abs((counts[member] ?? 0) - (RUNS * weight) / 100)).toBeLessThan(110);
    }
  });

  it("plays what its member alone plays with the same seed", () => {
    const player = new Player(model);
    const strategy = new PortfolioStrategy();
    const profile = profileOf(model);
    strategy.learn(profile);
    const members = new Set<string>();
    for (let run = 0; run < 200; run++) {
      const played = player.record(strategy, `run.${run}`);
      const member = createStrategy(strategy.member);
      member.learn?.(profile);
      expect(player.record(member, `run.${run}`)).toEqual(played);
      members.add(strategy.member);
    }
    expect(members.size).toBe(8);
  });
});
