/** `--faults`: what may strike, what a finding says of it, and that its tape needs no flag to replay. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inProcess, records } from "../testing/cli.ts";

const CONFIG = ["--config", path.resolve(import.meta.dirname, "../testing/faulty/reveille.config.json")];
const NAME = "faulty/one-answer";
const out = mkdtempSync(path.join(tmpdir(), "reveille-faults-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

function reveille(...args: string[]): ReturnType<typeof inProcess> {
  return inProcess([...args, ...CONFIG]);
}

function fuzz(...args: string[]): ReturnType<typeof inProcess> {
  return reveille("fuzz", "--iterations", "50", "--seed", "faults", "--out", out, ...args);
}

describe("--faults", () => {
  it("lets strike what the scenario plans, unless told otherwise", async () => {
    expect((await fuzz()).code).toBe(1);
    expect((await fuzz("--faults", "none")).code).toBe(0);
    expect((await fuzz("--faults", "swarm")).code).toBe(1);
    expect((await fuzz("--faults", '{"loss":{"chance":0}}')).code).toBe(0);
  });

  it("shows in a finding which faults could strike, and did", async () => {
    const { stdout } = await fuzz();
    expect(stdout).toContain("faults  loss 0.5 struck 1 of 1, crash 0.1 struck 0 of 0");
    expect(stdout).toContain("... fault: loss ...");
    const [finding] = records((await fuzz("--json")).stdout);
    expect(finding).toMatchObject({
      finding: {
        faults: {
          mode: "plan",
          plan: { loss: { chance: 0.5 }, crash: {} },
          counts: [
            { fault: "loss", chance: 0.5, offered: 1, struck: 1 },
            { fault: "crash", chance: 0.1, offered: 0, struck: 0 },
          ],
        },
      },
    });
  });

  it("counts the faults of a campaign", async () => {
    const summary = records((await fuzz("--json")).stdout).at(-1);
    const [loss, crash] = (summary?.faults ?? []) as { offered: number; struck: number }[];
    expect(loss?.struck).toBeGreaterThan(30);
    expect(loss?.offered).toBeGreaterThan(loss?.struck ?? 0);
    expect(crash).toEqual({ fault: "crash", offered: 0, struck: 0 });
    expect((await fuzz()).stdout).toMatch(/fault +offered +struck\nloss +\d+ +\d+\ncrash +0 +0/);
  });

  it("replays what it found without being told the faults again", async () => {
    const plan = path.join(out, "plan.txt");
    writeFileSync(plan, '{ "loss": { "chance": 0.3, "most": 1 } }');
    for (const faults of ["plan", "swarm", plan]) {
      const [found] = records((await fuzz("--faults", faults, "--json")).stdout);
      const { tape } = (found?.finding ?? {}) as { tape: string };
      const replayed = await reveille("replay", tape, "--json");
      expect(records(replayed.stdout)[0]).toMatchObject({ finding: { tape }, divergence: null });
      expect(replayed.code).toBe(1);
    }
    const other = await reveille("replay", (await tapeOf("swarm")) ?? "", "--faults", "plan");
    expect(other.stderr).toContain("the tape was recorded with the faults swarm, not plan");
    expect(other.code).toBe(2);
  });

  it("stands in the line that runs the seed again", async () => {
    await fuzz("--faults", '{"loss":{"chance":1}}');
    const files = readdirSync(out).filter((name) => name.endsWith(".json"));
    const { reproduce } = JSON.parse(readFileSync(path.join(out, files[0] ?? ""), "utf8")) as {
      reproduce: { run: string };
    };
    expect(reproduce.run).toMatch(/--faults '\{"loss":\{"chance":1\}\}'$/);
    const run = await reveille("run", NAME, "--seed", "faults.0", "--faults", '{"loss":{"chance":1}}');
    expect(run.code).toBe(1);
  });

  it("warns of faults that never could strike, and never did", async () => {
    const clean = (faults: string): ReturnType<typeof inProcess> => fuzz("--faults", faults, "--json");
    const summary = records((await clean('{"loss":{"chance":1e-9},"hold":{}}')).stdout).at(-1);
    expect(summary?.warnings).toContain(
      `${NAME}: the planned fault loss never struck, of 150 times that it could: search longer, or raise its chance`,
    );
    expect(summary?.warnings).toContain(
      "the fault hold of the plan that was given could never strike in these scenarios",
    );
  });

  it("covers each planned fault once it struck", async () => {
    const { stdout, code } = await fuzz("--coverage", "--faults", '{"loss":{"chance":1e-9}}');
    expect(stdout).toMatch(/Fault\.loss +struck +0 +never happened/);
    expect(code).toBe(4);
  });

  async function tapeOf(faults: string): Promise<string | undefined> {
    const [found] = records((await fuzz("--faults", faults, "--json")).stdout);
    return (found?.finding as { tape: string } | undefined)?.tape;
  }
});
