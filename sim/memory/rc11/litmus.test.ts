/** The published verdicts, over all executions of the machine. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type LitmusModel, type LitmusTest, litmusProgram } from "../../litmus/model.ts";
import { missing, parseOutcome } from "../../litmus/outcome.ts";
import { parseTests } from "../../litmus/test-file.ts";
import { exhaust } from "../../testing/exhaust.ts";
import { Rc11Memory } from "./rc11-memory.ts";

function table(name: string): readonly string[] {
  const text = readFileSync(new URL(`../../litmus/tables/${name}.golden.txt`, import.meta.url), "utf8");
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** Runs all executions of the test in `line`; what `begin` gives back is called after each. */
function runAll(line: string, begin: (model: LitmusModel, test: LitmusTest) => () => void): string {
  const [placed] = parseTests(line);
  if (placed === undefined) throw new Error(`no test in ${line}`);
  const model = litmusProgram(placed.test);
  exhaust(() => model.program.model({}), new Rc11Memory(), begin(model, placed.test));
  return placed.test.name;
}

/** The tests of which some execution comes to what is asked. */
function shown(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    let some = false;
    const name = runAll(line, (model, { outcome }) => {
      const asked = parseOutcome(outcome ?? "", model);
      return () => {
        some ||= missing(asked, model) === 0;
      };
    });
    return some ? [name] : [];
  });
}

/** The tests of which some execution has a data race. */
function racing(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    let some = false;
    const name = runAll(line, (model) => () => {
      some ||= model.racy();
    });
    return some ? [name] : [];
  });
}

const nameOf = (line: string): string => parseTests(line)[0]?.test.name ?? "";

describe("the published litmus tests under rc11", () => {
  const verdicts = table("verdicts");
  const allowed = verdicts.filter((line) => /rc11 \d+ allowed/.test(line));
  const forbidden = verdicts.filter((line) => /rc11 \d+ forbidden/.test(line));

  it(`never show what is forbidden: ${forbidden.length} of ${verdicts.length}`, () => {
    expect(forbidden.length + allowed.length).toBe(verdicts.length);
    expect(shown(forbidden)).toEqual([]);
  });

  it("show what is allowed, but for one that needs a SeqCst order which is not that of execution", () => {
    const names = new Set(shown(allowed));
    expect(allowed.map(nameOf).filter((name) => !names.has(name))).toEqual(["IRIW+acq-sc"]);
  });

  it("race where they are said to, and nowhere else", () => {
    const races = table("races");
    const racy = races.filter((line) => line.endsWith("# racy"));
    expect(racy.length).toBeGreaterThan(0);
    expect(racing(races)).toEqual(racy.map(nameOf));
  });
});
