import { describe, expect, it } from "vitest";
import { createStrategy, Runner, type Scenario } from "../../sim/index.ts";
import { inProcess, inShell, records } from "../testing/cli.ts";
import { lostIncrement } from "../testing/project/scenarios/lost-increment.ts";

/** The first seed of `seed.0`, `seed.1`, ... that fails, found in this process. */
function failingSeed(scenario: Scenario, seed: string): string {
  const runner = new Runner(scenario, { strategy: createStrategy("portfolio") });
  const seeds = Array.from({ length: 100 }, (_, i) => `${seed}.${i}`);
  return seeds.find((candidate) => runner.run(candidate).finding !== null) ?? "none";
}

describe("reveille run", () => {
  it("prints a finding with the line that reproduces it, and that line reproduces it", async () => {
    const seed = failingSeed(lostIncrement, "words");
    const run = await inShell(["run", "broken/lost-increment", "--seed", seed]);
    expect(run.stdout).toContain("an increment was lost");
    expect(run.stdout).toContain("n.store(1, Relaxed)");
    expect(run.code).toBe(1);
    const tape = /npx reveille replay (rv1\.\S+)/.exec(run.stdout)?.[1] ?? "";
    const replay = await inShell(["replay", tape]);
    expect(replay.stdout).toContain("an increment was lost");
    expect(replay.code).toBe(1);
  });

  it("says in JSON what DESIGN.md promises, and the same seed says the same", async () => {
    const args = ["run", "broken/lost-increment", "--seed", failingSeed(lostIncrement, "json"), "--json"];
    const run = await inProcess(args);
    const again = await inShell(args);
    const [record] = records(run.stdout);
    expect(Object.keys(record ?? {})).toEqual([
      "scenario",
      "seed",
      "strategy",
      "memory",
      "steps",
      "switches",
      "traceHash",
      "finding",
    ]);
    expect(Object.keys((record?.finding ?? {}) as object)).toEqual([
      "kind",
      "invariant",
      "message",
      "fingerprint",
      "tape",
      "steps",
      "switches",
      "shrunkFrom",
    ]);
    expect(record).toMatchObject({ scenario: "broken/lost-increment", strategy: "portfolio", memory: "sc" });
    expect(again.stdout).toBe(run.stdout);
    expect(run.code).toBe(1);
  });

  it("has no finding to show where nothing is wrong, and names the fresh seed that it chose", async () => {
    const run = await inProcess(["run", "fine/steady"]);
    expect(run.stdout).toMatch(/nothing found \(seed [0-9a-f]{6},/);
    expect(run.stdout).toMatch(/npx reveille run fine\/steady --seed [0-9a-f]{6}\n/);
    expect(run.code).toBe(0);
    const [record] = records((await inProcess(["run", "fine/steady", "--json"])).stdout);
    expect(record).toHaveProperty("finding", null);
  });

  it("reports what a scenario does wrong on purpose like any other finding", async () => {
    const seed = failingSeed(lostIncrement, "purpose");
    expect((await inProcess(["run", "wrong/on-purpose", "--seed", seed])).code).toBe(1);
  });

  it("prints every step with --trace", async () => {
    const { stdout } = await inProcess(["run", "fine/steady", "--seed", "1", "--trace"]);
    expect(stdout).toMatch(/step +main +left/);
    expect(stdout.match(/n\.fetchAdd\(1, Relaxed\)/g)).toHaveLength(2);
  });

  it("calls a model that does not repeat itself nondeterministic, with exit code 3", async () => {
    const { code, stdout } = await inProcess(["run", "unstable/counts-runs"]);
    expect(stdout).toMatch(/^nondeterminism/);
    expect(code).toBe(3);
  });
});
