/**
 * What tokio's own `task_combinations` recorded of each combination on its current-thread runtime
 * (the last part of `task-lifecycle.golden.txt`) against ours on one thread.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { showCombination, type TaskCombination } from "./task-combinations/combination.ts";
import { type JoinResult, type Observed, runTaskCombination } from "./task-combinations/run-combination.ts";
import { verdictAlong } from "./testing/property.ts";

/** The lines of a section of the table. */
function sectionOf(text: string, title: string): readonly string[] {
  const lines = text.split("\n");
  const header = lines.findIndex((line) => line.startsWith(`= ${title} `));
  const count = Number(lines[header]?.split(" ")[2]);
  const section = lines.slice(header + 1, header + 1 + count);
  expect(section, title).toHaveLength(count);
  return section;
}

type Row = { readonly [column: string]: string };

const JOIN_RESULTS: { readonly [printed: string]: JoinResult | null } = {
  "-": null,
  Ok: "ok",
  Cancelled: "cancelled",
  "Panic(my_task)": "panicOnRun",
  "Panic(FutWrapper)": "panicOnDrop",
};

/** `DropFirstPoll` is our `dropFirstPoll`. */
function ours(row: Row, column: string): string {
  const name = row[column] ?? "";
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function combinationOf(row: Row): TaskCombination {
  const abortHandle = row.abortSource === "AbortHandle" ? "aborts" : ours(row, "abortHandle");
  return {
    runtime: ours(row, "runtime"),
    local: row.localSet === "Yes",
    task: ours(row, "task"),
    output: ours(row, "output"),
    joinPolled: row.joinInterest === "Polled",
    joinHandle: ours(row, "joinHandle"),
    abort: ours(row, "abort"),
    abortHandle: abortHandle === "-" ? "none" : abortHandle,
  } as TaskCombination; // an unknown name is none of ours, and its run fails
}

function observedIn(row: Row): Observed {
  return {
    gotPolled: row.gotPolled === "true",
    abortedBeforeFinish: row.abortedBeforeFinish === "true",
    joinResult: JOIN_RESULTS[row.joinResult ?? ""] ?? null,
    outputCreated: row.outputCreated === "true",
  };
}

/** What differs, null if nothing does. No drop of a handle may panic, in the table as with us. */
function mismatch(row: Row): string | null {
  const combination = combinationOf(row);
  const observed: Observed[] = [];
  const verdict = verdictAlong([], function* () {
    observed.push(yield* runTaskCombination(combination));
  });
  const panicked = row.dropJoinHandlePanicked !== "false" || row.dropAbortHandlePanicked !== "false";
  const did = JSON.stringify(verdict ?? observed[0]);
  const expected = panicked ? "a panic in the drop of a handle" : JSON.stringify(observedIn(row));
  return did === expected ? null : `${showCombination(combination)}: ${did}, not ${expected}`;
}

describe("the combinations of tasks against the table of tokio 1.53.1", () => {
  const text = readFileSync(new URL("../runtime/task/task-lifecycle.golden.txt", import.meta.url), "utf8");
  const columns = sectionOf(text, "columns").map((line) => line.split(" "));
  const rows = sectionOf(text, "combinations").map(
    (digits): Row =>
      Object.fromEntries(columns.map(([name = "", ...values], i) => [name, values[Number(digits[i])] ?? ""])),
  );

  it(`come out the same in all ${rows.length} rows`, () => {
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(mismatch).filter((found) => found !== null)).toEqual([]);
  });
});
