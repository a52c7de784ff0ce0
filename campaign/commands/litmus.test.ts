import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inProcess, inShell, records } from "../testing/cli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "reveille-litmus-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of that text. */
function file(text: string): string {
  const name = path.join(folder, "test.litmus");
  writeFileSync(name, text);
  return name;
}

const SB = "SB: St x 1 rel; a=Ld y acq || St y 1 rel; b=Ld x acq ? a=0 & b=0";

describe("reveille litmus", () => {
  it("says under each memory model whether the outcome is allowed, and draws one execution of it", async () => {
    const { code, stdout } = await inShell(["litmus", file(SB)]);
    expect(stdout).toContain("  sc    forbidden: none of 3 executions comes to it\n");
    expect(stdout).toContain("  rc11  allowed: 1 of 4 executions comes to it\n");
    expect(stdout).toContain("reads from          start -> e2   y, before e3\n");
    expect(code).toBe(0);
  });

  it("prints one object a test and memory model, of the JSON of the tables too", async () => {
    const tests = { tests: [{ name: "SB", threads: ["St x 1 sc; a=Ld y sc", "St y 1 na; b=Ld x sc"] }] };
    const { code, stdout } = await inProcess(["litmus", file(JSON.stringify(tests)), "--json"]);
    const sc = {
      name: "SB",
      memory: "sc",
      executions: 3,
      duplicates: 0,
      blocked: 0,
      complete: true,
      racy: true,
      outcomes: [
        { values: { a: 0, b: 1 }, count: 1 },
        { values: { a: 1, b: 0 }, count: 1 },
        { values: { a: 1, b: 1 }, count: 1 },
      ],
      allowed: null,
    };
    const both = {
      ...sc,
      memory: "rc11",
      executions: 4,
      outcomes: [{ values: { a: 0, b: 0 }, count: 1 }, ...sc.outcomes],
    };
    expect(records(stdout)).toEqual([sc, both]);
    expect(code).toBe(0);
  });

  it("asks one memory model where one is named", async () => {
    const { stdout } = await inProcess(["litmus", file(`${SB}\nX: St x 1 rlx # second`), "--json", "--memory", "rc11"]);
    expect(records(stdout).map(({ name, memory, allowed }) => [name, memory, allowed])).toEqual([
      ["SB", "rc11", true],
      ["X", "rc11", null],
    ]);
  });

  it("shows what came out where nothing is asked, and what was left out", async () => {
    const text = "S: for(let i=0;(Ld x rlx)===0;i++); a=i ‖ St x 1 na ‖ As ((Ld y rlx)===1)\nT: As (0)";
    const { code, stdout } = await inProcess(["litmus", file(text), "--memory", "sc"]);
    expect(stdout).toMatch(
      / {2}sc {4}0 executions; \d+ blocked; not complete: only up to 16 rounds of loops in a thread\n/,
    );
    expect(stdout).toContain("  sc    0 executions; 1 blocked\n");
    expect(code).toBe(4);
  });

  it("has its answer also within a limit, where an execution came to what was asked", async () => {
    const spin = (asked: string) => `S: for(let i=0;(Ld x rlx)===0;i++); a=i || St x 1 rlx ? ${asked}`;
    expect(await inProcess(["litmus", file(spin("a=3")), "--memory", "rc11"])).toMatchObject({ code: 0 });
    const { code, stdout } = await inProcess(["litmus", file(spin("a=99")), "--memory", "rc11"]);
    expect(stdout).toContain("  rc11  not found in 17 executions; not complete");
    expect(code).toBe(4);
  });

  it("shortens long lists of outcomes", async () => {
    const { stdout } = await inProcess([
      "litmus",
      file("M: a=Fa x 1 rlx || b=Fa x 1 rlx || c=Fa x 1 rlx || d=Fa x 1 rlx || e=Fa x 1 rlx"),
      "--memory",
      "sc",
    ]);
    expect(stdout).toContain("sc    120 executions\n");
    expect(stdout).toContain("and 96 outcomes more\n");
  });

  it("says in one line what it cannot read, before it answers anything", async () => {
    const refused = async (text: string) => {
      const { code, stdout, stderr } = await inProcess(["litmus", file(text)]);
      expect([code, stdout]).toEqual([2, ""]);
      return stderr.replace(folder, "FOLDER");
    };
    expect(await refused(`${SB}\nMP: St x 1 acq`)).toBe(
      'error: FOLDER/test.litmus, line 2 (MP): thread 0, column 8: expected the ordering of a store (rlx, rel, sc, na), found "acq"\n',
    );
    expect(await refused("MP: a=Ld x acq ? b=1")).toBe(
      'error: FOLDER/test.litmus, line 1 (MP): outcome "b=1": expected a number or one of a, x, found "b"\n',
    );
    expect(await refused("St x 1 acq")).toContain("test.litmus: line 1: expected NAME: thread ‖ thread ? outcome");
    expect(await refused('{"')).toContain("test.litmus: it is not JSON");
    const missing = await inProcess(["litmus", path.join(folder, "nothing")]);
    expect(missing).toMatchObject({
      code: 2,
      stderr: `error: ${path.join(folder, "nothing")}: there is no such file\n`,
    });
  });
});
