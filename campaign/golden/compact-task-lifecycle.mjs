/**
 * Rewrites golden/task-lifecycle.json (what the real tokio printed; it lies outside the project) as the
 * compact copy that the tests read. For maintainers, from the project's root:
 *
 *   node campaign/golden/compact-task-lifecycle.mjs FROM.json > runtime/task/task-lifecycle.golden.txt
 *
 * A row is a line `script;panics;scripted;deallocs;steps[;name]`. What one step did (result, word, queue,
 * events) repeats thousandfold, so each distinct one stands once, numbered in base 36.
 */
import { readFileSync } from "node:fs";
import { Interned } from "./interned.mjs";

const SECTIONS = ["named", "exhaustive", "random"];

const from = process.argv[2];
if (from === undefined) throw new Error("which file? give the path of golden/task-lifecycle.json");
const table = JSON.parse(readFileSync(from, "utf8"));

const steps = new Interned();

function compact(row) {
  const did = row.steps.map(([op, result, word, queue, events]) =>
    steps.number([op, result, word ?? "-", queue, events.join(" ")].join(";")),
  );
  const panics = `${row.fp ? "f" : ""}${row.op ? "o" : ""}` || "-";
  const fields = [row.script, panics, row.nops, row.deallocs, did.join(" ")];
  if (row.name !== undefined) fields.push(row.name);
  return fields.join(";");
}

/** A column's values, in order of their first appearance. */
const valuesOf = (column) => [...new Set(table.combinations.rows.map((row) => String(row[column] ?? "-")))];

const { columns } = table.combinations;
const values = columns.map((_, column) => valuesOf(column));

/** A digit for each column: the place of its value. */
const combination = (row) => row.map((value, column) => values[column].indexOf(String(value ?? "-"))).join("");

const rows = SECTIONS.flatMap((name) => [`= ${name} ${table[name].length}`, ...table[name].map(compact)]);
const { crate, commit, build } = table.about;
const text = [
  `# ${crate}, commit ${commit}, ${build}: what its tasks did. Written by campaign/golden/compact-task-lifecycle.mjs.`,
  "# steps: op;result;word after (- freed);queue length;events, each name@word at that instant.",
  "# rows: script;panics when dropped (f future, o output, - none);scripted steps (the rest is clean-up);deallocs;steps;name",
  ...steps.lines("steps"),
  ...rows,
  "# columns: name, then its values (- none). combinations: for each column the place of its value, one digit.",
  `= columns ${columns.length}`,
  ...columns.map((name, column) => [name, ...values[column]].join(" ")),
  `= combinations ${table.combinations.rows.length}`,
  ...table.combinations.rows.map(combination),
];
process.stdout.write(`${text.join("\n")}\n`);
