import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeTape, headerOf, Tape } from "../../sim/index.ts";
import type { FindingFile } from "../finding/finding-file.ts";
import type { ChromeTrace } from "../perfetto/trace-events.ts";
import { inProcess, records } from "../testing/cli.ts";
import { foundIncrement } from "../testing/found.ts";
import { lostIncrement } from "../testing/project/scenarios/lost-increment.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-explain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("reveille explain", () => {
  const file = path.join(folder, "finding.json");
  let finding: FindingFile;
  beforeAll(() => {
    finding = foundIncrement();
    writeFileSync(file, JSON.stringify(finding));
  });

  it("tells the story of a finding's file, with the seed that found it, and ends with the line that repeats it", async () => {
    const { code, stdout } = await inProcess(["explain", file]);
    expect(stdout).toContain(`assertion in broken/lost-increment, seed ${finding.seed} (random), memory sc`);
    expect(stdout).toMatch(/read n = 0 at step \d, before "(main|left)" wrote n = 1/);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(`  npx reveille replay ${finding.tape}`);
    expect(code).toBe(1);
  });

  it("tells the same of its tape, and of the original one once that is shrunk", async () => {
    for (const tape of [finding.tape, finding.originalTape]) {
      const { code, stdout } = await inProcess(["explain", tape, "--json"]);
      expect(records(stdout)).toMatchObject([
        { kind: "assertion", seed: null, again: `npx reveille replay ${finding.tape}` },
      ]);
      expect(code).toBe(1);
    }
  });

  it("tells the story of a scenario's seed, or that it has none", async () => {
    const seeded = await inProcess([
      "explain",
      "broken/lost-increment",
      "--seed",
      String(finding.seed),
      "--strategy",
      "random",
    ]);
    expect(seeded.stdout).toContain("What raced\n");
    expect(seeded.code).toBe(1);
    const clean = await inProcess(["explain", "fine/steady", "--seed", "1"]);
    expect(clean.stdout).toContain("fine/steady: nothing found by seed 1 (portfolio): there is nothing to explain");
    expect(clean.code).toBe(0);
  });

  it("says in one line what is wrong with what it is given, with exit code 2", async () => {
    const damaged = path.join(folder, "damaged.json");
    writeFileSync(damaged, '{"schema":"reveille-finding/1"}');
    const wrong = [
      ["broken/lost-increment", "there is no file broken/lost-increment: give a finding's file, a tape (rv1....), or"],
      [damaged, `cannot read the finding ${damaged}: "version" is missing`],
      [`${finding.tape.slice(0, -3)}`, "tape"],
      ["broken/lost-incremen --seed 1", "broken/lost-increment"],
    ] as const;
    for (const [words, message] of wrong) {
      const { code, stdout, stderr } = await inProcess(["explain", ...words.split(" ")]);
      expect(stderr).toContain(message);
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      expect([code, stdout]).toEqual([2, ""]);
    }
  });

  it("says where a tape does not fit the model any more, with exit code 3", async () => {
    const foreign = encodeTape(new Tape([{ kind: "fault", options: 2, answer: 1 }]), headerOf(lostIncrement, "sc"));
    const { code, stdout } = await inProcess(["explain", foreign]);
    expect(stdout).toContain("the replay parts from its tape at question 1");
    expect(code).toBe(3);
  });
});

describe("--perfetto", () => {
  it("writes the execution of a seed and of a tape, with the places of its steps", async () => {
    const { tape } = foundIncrement();
    for (const words of [
      ["run", "broken/lost-increment", "--seed", "1"],
      ["replay", tape],
    ]) {
      const file = path.join(folder, `${words[0]}.json`);
      await inProcess([...words, "--perfetto", file]);
      const trace = JSON.parse(readFileSync(file, "utf8")) as ChromeTrace;
      const slices = trace.traceEvents.filter(({ ph }) => ph === "X");
      expect(slices).toHaveLength(7);
      expect(slices.filter(({ args }) => String(args?.place).includes("increments.ts")).length).toBeGreaterThan(0);
    }
  });

  it("that cannot be written is an error in one line", async () => {
    const { code, stderr } = await inProcess(["run", "fine/steady", "--seed", "1", "--perfetto", folder]);
    expect(stderr).toBe(`error: cannot write the trace ${folder}: it is a folder\n`);
    expect(code).toBe(2);
  });
});
