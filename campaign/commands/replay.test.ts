import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeTape, headerOf, Tape } from "../../sim/index.ts";
import type { FindingFile } from "../finding/finding-file.ts";
import { inProcess, records } from "../testing/cli.ts";
import { lostIncrement } from "../testing/project/scenarios/lost-increment.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-replay-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks its first question where the model asks another. */
const FOREIGN = encodeTape(new Tape([{ kind: "fault", options: 2, answer: 1 }]), headerOf(lostIncrement, "sc"));

describe("a finding's file", () => {
  let file = "";
  let finding: FindingFile;

  beforeAll(async () => {
    const { stdout } = await inProcess([
      "fuzz",
      "broken/*",
      "--iterations",
      "1",
      "--seed",
      "1",
      "--out",
      folder,
      "--json",
    ]);
    file = String(records(stdout)[0]?.file);
    finding = JSON.parse(readFileSync(file, "utf8")) as FindingFile;
  });

  it("replays, with the seed that found it", async () => {
    const { code, stdout } = await inProcess(["replay", file]);
    expect(stdout).toContain("an increment was lost");
    expect(stdout).toContain(`seed ${finding.seed}`);
    expect(code).toBe(1);
  });

  it("holds the original tape, which replays to the same finding", async () => {
    const { code, stdout } = await inProcess(["replay", finding.originalTape, "--json"]);
    expect(records(stdout)).toMatchObject([
      { steps: finding.original.steps, switches: finding.original.switches, finding: { kind: "assertion" } },
    ]);
    expect(code).toBe(1);
  });

  it("holds commands that reproduce it", () => {
    expect(finding.reproduce).toEqual({
      replay: `npx reveille replay ${finding.tape}`,
      run: `npx reveille run broken/lost-increment --seed ${finding.seed}`,
    });
  });

  it("is shrunk in its place, down to what an earlier shrink had reached", async () => {
    const unshrunk = path.join(folder, "unshrunk.json");
    writeFileSync(unshrunk, JSON.stringify({ ...finding, tape: finding.originalTape }));
    const { code, stdout } = await inProcess(["shrink", unshrunk]);
    expect(stdout).toMatch(/unshrunk\.json: \d+ steps, \d+ switches? -> 7 steps, 2 switches/);
    expect(JSON.parse(readFileSync(unshrunk, "utf8"))).toEqual(finding);
    expect(code).toBe(1);
  });

  it("stays as it is where nothing is simpler", async () => {
    const before = readFileSync(file, "utf8");
    const { stdout } = await inProcess(["shrink", file, "--budget", "500"]);
    expect(stdout).toContain("nothing simpler fails in the same way");
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("whose tape shows something else is not shrunk, with exit code 3", async () => {
    const changed = path.join(folder, "changed.json");
    writeFileSync(changed, JSON.stringify({ ...finding, fingerprint: "00000000" }));
    const { code, stdout } = await inProcess(["shrink", changed]);
    expect(stdout).toContain("does not show its assertion any more");
    expect(code).toBe(3);
  });
});

describe("a tape that the model leaves", () => {
  it("stops strictly at the first difference and names both sides, with exit code 3", async () => {
    const { code, stdout } = await inProcess(["replay", FOREIGN]);
    expect(stdout).toContain("parts from its tape at question 1");
    expect(stdout).toMatch(/the tape has .*fault/);
    expect(stdout).toMatch(/the model has .*schedule/);
    expect(code).toBe(3);
  });

  it("says the same in JSON", async () => {
    const { code, stdout } = await inProcess(["replay", FOREIGN, "--json"]);
    expect(records(stdout)).toMatchObject([{ finding: null, divergence: { question: 1 } }]);
    expect(code).toBe(3);
  });

  it("goes on with the dullest answers when lenient", async () => {
    const { code, stdout } = await inProcess(["replay", FOREIGN, "--lenient", "--trace"]);
    expect(stdout).toContain("nothing found by the tape");
    expect(stdout).toContain("n.store(2, Relaxed)");
    expect(code).toBe(0);
  });

  it("may be of another version when lenient, which is noted", async () => {
    const tape = encodeTape(new Tape(), { ...headerOf(lostIncrement, "sc"), version: "0.0.0" });
    const { code, stderr } = await inProcess(["replay", tape, "--lenient"]);
    expect(stderr).toContain("version 0.0.0");
    expect(code).toBe(0);
  });
});
