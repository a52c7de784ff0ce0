/**
 * Rewrites golden/task-state.json (what the real tokio printed; it lies outside the project) as the
 * compact copy that the tests read. For maintainers, from the project's root:
 *
 *   node campaign/golden/compact-task-state.mjs FROM.json > runtime/task/task-state.golden.txt
 *
 * Words stay as printed: decimal, or hexadecimal of 64 bits. The table also says each word's flags and
 * count in names; that follows from the word, so it is checked here and left out.
 */
import { readFileSync } from "node:fs";

const from = process.argv[2];
if (from === undefined) throw new Error("which file? give the path of golden/task-state.json");
const { about, layout, predicates, rows, edges, refIncAbort } = JSON.parse(readFileSync(from, "utf8"));

const FLAGS = ["RUNNING", "COMPLETE", "NOTIFIED", "JOIN_INTEREST", "JOIN_WAKER", "CANCELLED"];
const panics = new Map();

function panicNumber(message) {
  if (!panics.has(message)) panics.set(message, panics.size);
  return panics.get(message);
}

/** Throws where the names in a row are not those of its word. */
function checkNames(word, refs, flags) {
  const bits = flags.reduce((sum, name) => sum | (1n << BigInt(FLAGS.indexOf(name))), 0n);
  if (BigInt(word) !== (BigInt(refs) << 6n) + bits) throw new Error(`${word} is not ${refs} and ${flags}`);
}

function printedValue(val) {
  if (val === null) return [];
  if (typeof val !== "object") return [val];
  const { drop_waker, drop_output, ...others } = val;
  if (Object.keys(others).length > 0) throw new Error(`a value that is not explained: ${JSON.stringify(val)}`);
  return [`drop_waker=${drop_waker},drop_output=${drop_output}`];
}

function compact(row) {
  checkNames(row.in, row.inRefs, row.inFlags);
  checkNames(row.out, row.outRefs, row.outFlags);
  const result = row.res === "panic" ? `!${panicNumber(row.panicMsg)}` : row.res;
  return [row.in, row.out, result, ...printedValue(row.val)].join(" ");
}

function compactPredicate({ in: word, ref_count, ...asked }) {
  return [word, ref_count, ...Object.keys(asked).filter((name) => asked[name])].join(" ");
}

function section(title, lines) {
  return [`= ${title} ${lines.length}`, ...lines];
}

const functions = [...new Set(rows.map((row) => row.fn))];
const body = [
  ...section(
    "layout",
    Object.entries(layout).map(([name, value]) => `${name} ${[value].flat().join("|")}`),
  ),
  ...section("predicates", predicates.map(compactPredicate)),
  ...functions.flatMap((name) => section(name, rows.filter((row) => row.fn === name).map(compact))),
  ...section(
    "edges",
    edges.map((row) => `${row.fn} ${compact(row)}`),
  ),
  ...section(
    "refIncAbort",
    refIncAbort.map((row) => `${row.in} ${row.stdoutWord ?? `signal=${row.signal}`}`),
  ),
];
const text = [
  `# ${about.crate}, commit ${about.commit}, ${about.build}: what the state word of a task did. Written by campaign/golden/compact-task-state.mjs.`,
  "# a function's rows, and edges behind the function's name: word before, word after, result (!n: panic n), its value if it has one.",
  "# predicates: word, ref_count, the predicates that hold. refIncAbort: word before, word after or the signal that ended the process.",
  ...section("panics", [...panics.keys()]),
  ...body,
];
process.stdout.write(`${text.join("\n")}\n`);
