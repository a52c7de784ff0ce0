import { globSync } from "tinyglobby";
import { describe, expect, it } from "vitest";
import { createStrategy, FAULT_KINDS, Runner, type Scenario } from "../../sim/index.ts";

const RUNS = 25;

const files = globSync("fault-*.ts", { cwd: import.meta.dirname, ignore: "**/*.test.ts" }).sort();

async function load(file: string): Promise<Scenario> {
  const module = (await import(/* @vite-ignore */ new URL(file, import.meta.url).href)) as Record<string, Scenario>;
  const [scenario] = Object.values(module);
  if (scenario === undefined) throw new Error(`${file} has no scenario`);
  return scenario;
}

/** `fault-short-read.ts` is about `shortRead`. */
const kindOf = (file: string): string =>
  file.replace(/^fault-(.*)\.ts$/, "$1").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

describe("the scenarios of single faults", () => {
  it.each(files)("%s plans its own fault alone, is struck by it, and comes out clean", async (file) => {
    const scenario = await load(file);
    expect(FAULT_KINDS).toContain(kindOf(file));
    expect(Object.keys(scenario.faults ?? {})).toEqual([kindOf(file)]);
    const runner = new Runner(scenario, { strategy: createStrategy("random"), faults: "plan" });
    let struck = 0;
    for (let i = 0; i < RUNS && struck === 0; i++) {
      const outcome = runner.run(`fault.${i}`);
      expect(outcome.finding).toBeNull();
      struck += outcome.faults[0]?.struck ?? 0;
    }
    expect(struck).toBeGreaterThan(0);
  });
});
