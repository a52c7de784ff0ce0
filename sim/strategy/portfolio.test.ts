import { describe, expect, it } from "vitest";
import { AtomicUsize } from "../atomic/atomic-usize.ts";
import type { Op } from "../op.ts";
import { spawn } from "../thread/spawn.ts";
import { createStrategy } from "./create.ts";
import { PortfolioStrategy } from "./portfolio.ts";
import { Player } from "./testing/player.ts";

const RUNS = 4_000;

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
    const eighths = { random: 2, pos: 2, "fair-pct:2": 2, "fair-pct:3": 1, "fair-pct:4": 1 };
    expect(Object.keys(counts).sort()).toEqual(Object.keys(eighths).sort());
    for (const [member, weight] of Object.entries(eighths)) {
      // Standard deviation at most 28.
      expect(Math.abs((counts[member] ?? 0) - (RUNS * weight) / 8)).toBeLessThan(110);
    }
  });

  it("plays what its member alone plays with the same seed", () => {
    const player = new Player(model);
    const strategy = new PortfolioStrategy();
    strategy.learn(30);
    const members = new Set<string>();
    for (let run = 0; run < 60; run++) {
      const played = player.record(strategy, `run.${run}`);
      const member = createStrategy(strategy.member);
      member.learn?.(30, 3);
      expect(player.record(member, `run.${run}`)).toEqual(played);
      members.add(strategy.member);
    }
    expect(members.size).toBe(5);
  });
});
