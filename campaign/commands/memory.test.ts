import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inProcess, records } from "../testing/cli.ts";

const CONFIG = ["--config", path.resolve(import.meta.dirname, "../testing/weak/reveille.config.json")];
const out = mkdtempSync(path.join(tmpdir(), "reveille-memory-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe("--memory rc11", () => {
  const fuzz = ["fuzz", "--iterations", "300", "--seed", "weak", "--out", out, "--json", ...CONFIG];

  it("finds what --memory sc cannot, and replay and shrink take it from the finding", async () => {
    const strong = await inProcess([...fuzz, "--memory", "sc"]);
    expect(strong.code).toBe(0);
    const weak = await inProcess([...fuzz, "--memory", "rc11"]);
    expect(weak.code).toBe(1);
    const file = path.join(out, readdirSync(out).find((name) => name.endsWith(".json")) ?? "none");
    for (const command of ["replay", "shrink"]) {
      const again = await inProcess([command, file, ...CONFIG]);
      expect(`${again.stdout}${again.stderr}`).toContain("the data is not there");
    }
    const replayed = await inProcess(["replay", file, ...CONFIG]);
    expect(replayed.stdout).toContain("= 0 (stale)");
  });

  it("is part of the line that runs the same execution again", async () => {
    const args = ["run", "weak/flag-without-data", "--seed", "1", "--memory", "rc11", ...CONFIG];
    const { stdout } = await inProcess(args);
    expect(stdout).toContain("npx reveille run weak/flag-without-data --seed 1 --memory rc11");
    const [record] = records((await inProcess([...args, "--json"])).stdout);
    expect(record).toMatchObject({ memory: "rc11", finding: null });
  });
});
