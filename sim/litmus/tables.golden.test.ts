/**
 * The published tables, test by test: numbers of execution graphs, none of them found twice, verdicts,
 * races, and what preemption bounds leave. A table is a file of litmus tests; what is expected stands in
 * the comment behind each.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MEMORY_NAMES } from "../check/memory-model.ts";
import { judge, type PreparedTest, prepare } from "./judge.ts";
import { parseTests } from "./test-file.ts";

interface Row {
  readonly test: PreparedTest;
  /** The comment behind the test. */
  readonly expected: string;
}

function table(name: string): Row[] {
  const text = readFileSync(new URL(`tables/${name}.golden.txt`, import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [placed] = parseTests(line);
    const [, expected] = line.split(" # ");
    if (placed === undefined || expected === undefined) throw new Error(`the table expects nothing of ${line}`);
    return { test: prepare(placed.test), expected };
  });
}

/** What follows `word` in the comment; undefined where nothing does. */
function expectedOf({ expected }: Row, word: string): string | undefined {
  return new RegExp(`\\b${word} ([^,(]+)`).exec(expected)?.[1]?.trim();
}

/** The rows of which `actual` says something else than is expected. */
function mismatches(rows: readonly Row[], actual: (row: Row) => readonly [expected: string, found: string]): string[] {
  return rows.flatMap((row) => {
    const [expected, found] = actual(row);
    return expected === found ? [] : [`${row.test.test.name}: expected ${expected}, found ${found}`];
  });
}

const counts = table("counts");
const verdicts = table("verdicts");
const races = table("races");
const bounded = counts.filter((row) => expectedOf(row, "bound") !== undefined);

describe.each(MEMORY_NAMES)("under %s", (memory) => {
  it(`has as many execution graphs as published, each once: ${counts.length} rows`, () => {
    const wrong = mismatches(counts, (row) => {
      const { executions, duplicates, complete } = judge(row.test, { memory });
      return [`${expectedOf(row, memory)} 0 true`, `${executions} ${duplicates} ${complete}`];
    });
    expect(wrong).toEqual([]);
  });

  it(`allows the outcomes that are allowed: ${verdicts.length} rows`, () => {
    const wrong = mismatches(verdicts, (row) => {
      const { executions, duplicates, allowed } = judge(row.test, { memory });
      return [
        `${expectedOf(row, memory)} 0`,
        `${executions} ${allowed === true ? "allowed" : "forbidden"} ${duplicates}`,
      ];
    });
    expect(wrong).toEqual([]);
  });

  it(`finds the races that there are: ${races.length} rows`, () => {
    const wrong = mismatches(races, ({ test, expected }) => [
      expected,
      judge(test, { memory }).racy ? "racy" : "race-free",
    ]);
    expect(wrong).toEqual([]);
  });
});

it(`finds under each preemption bound what is published: ${bounded.length} rows`, () => {
  const wrong = mismatches(bounded, (row) => {
    const expected = expectedOf(row, "bound") ?? "";
    const within = expected.split(" ").map((_, preemptions) => judge(row.test, { memory: "sc", preemptions }));
    const duplicates = within.reduce((sum, verdict) => sum + verdict.duplicates, 0);
    return [
      `${expected}, 0 duplicates`,
      `${within.map(({ executions }) => executions).join(" ")}, ${duplicates} duplicates`,
    ];
  });
  expect(wrong).toEqual([]);
});
