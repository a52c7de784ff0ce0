/**
 * Row by row against what the real tokio did (`task-lifecycle.golden.txt`): of every call on a task its
 * result, the word after it, the length of the queue, everything that was called meanwhile with the word
 * at that instant, and how often the task was freed. The table's combinations are compared in
 * `properties/task-combinations.test.ts`.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Execution } from "../../sim/index.ts";
import { LifecycleBench } from "./testing/lifecycle-bench.ts";

const dull = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };

/** The file's sections by title; each header says how many lines belong to it. */
function readSections(): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  const text = readFileSync(new URL("task-lifecycle.golden.txt", import.meta.url), "utf8");
  const counts = new Map<string, number>();
  for (const line of text.trimEnd().split("\n")) {
    const header = /^= (\w+) (\d+)$/.exec(line);
    if (header !== null) {
      lines = [];
      sections.set(`${header[1]}`, lines);
      counts.set(`${header[1]}`, Number(header[2]));
    } else if (!line.startsWith("#")) lines.push(line);
  }
  for (const [title, count] of counts) expect(sections.get(title), title).toHaveLength(count);
  return sections;
}

interface Row {
  readonly script: string;
  readonly panics: string;
  /** As in the table, `op;result;word;queue;events`. */
  readonly steps: readonly string[];
  readonly deallocs: number;
}

/** What our task does in a row, step by step; then the verdict, if it is not clean. */
function replay(row: Row): string[] {
  const did: string[] = [];
  const execution = new Execution();
  execution.run(
    function* () {
      const drops = { futurePanics: row.panics.includes("f"), outputPanics: row.panics.includes("o") };
      const bench = new LifecycleBench(row.script, drops);
      // The only way not to get a notification.
      if (row.steps[0]?.startsWith("spawn;None;")) yield* bench.close();
      for (const step of row.steps) did.push(yield* bench.run(step.slice(0, step.indexOf(";"))));
      if (bench.record.deallocs !== row.deallocs) did.push(`deallocs: ${bench.record.deallocs}`);
    },
    { strategy: dull },
  );
  if (execution.finding !== null) did.push(`finding: ${execution.finding.message}`);
  return did;
}

describe("a task against the table of tokio 1.53.1", () => {
  const sections = readSections();
  const steps = sections.get("steps") ?? [];

  function parse(line: string): Row {
    const [script = "", panics = "", , deallocs, numbers = ""] = line.split(";");
    const numbered = numbers.split(" ").map((number) => steps[Number.parseInt(number, 36)] ?? "");
    return { script, panics, steps: numbered, deallocs: Number(deallocs) };
  }

  function mismatch(line: string): string | null {
    const row = parse(line);
    const did = replay(row);
    return did.join(" | ") === row.steps.join(" | ")
      ? null
      : `${line}: ${did.join(" | ")}, not ${row.steps.join(" | ")}`;
  }

  for (const title of ["named", "exhaustive", "random"]) {
    const rows = sections.get(title) ?? [];
    const count = rows.reduce((sum, line) => sum + parse(line).steps.length, 0);
    it(`does the same in all ${rows.length} rows of "${title}", ${count} steps`, () => {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map(mismatch).filter((found) => found !== null)).toEqual([]);
    });
  }
});
