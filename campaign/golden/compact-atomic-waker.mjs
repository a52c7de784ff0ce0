/**
 * Rewrites golden/atomic-waker.json (what the real tokio printed; it lies outside the project) as the
 * compact copy that the tests read. For maintainers, from the project's root:
 *
 *   node campaign/golden/compact-atomic-waker.mjs FROM.json > runtime/sync/atomic-waker.golden.txt
 *
 * A row is a line `ops;reactions;end`. What one op did (calls, result, word, slot) repeats thousandfold,
 * so each distinct one stands once, numbered in base 36.
 */
import { readFileSync } from "node:fs";
import { Interned } from "./interned.mjs";

const SECTIONS = ["sequences", "wakePanics", "reentrant", "forced"];

const from = process.argv[2];
if (from === undefined) throw new Error("which file? give the path of golden/atomic-waker.json");
const table = JSON.parse(readFileSync(from, "utf8"));

const reactions = new Interned();
const ends = new Interned();

function compact(row) {
  const did = row.ev.map((calls, i) => reactions.number([calls, row.res[i], row.st[i], row.slot[i] ?? "-"].join(";")));
  const end = row.end === null ? "-" : ends.number(`${row.end};${row.endRes}`);
  const forced = row.forcedState === undefined ? "" : `${row.forcedState} ${row.forcedSlot ?? "-"};`;
  return `${forced}${row.ops};${did.join(" ")};${end}`;
}

const rows = SECTIONS.flatMap((name) => [`= ${name} ${table[name].length}`, ...table[name].map(compact)]);
const { crate, commit, build } = table.about;
const text = [
  `# ${crate}, commit ${commit}, ${build}: what AtomicWaker did. Written by campaign/golden/compact-atomic-waker.mjs.`,
  "# reactions: calls;result;word;waker in the slot. ends: calls when the slot's last waker is dropped;result.",
  "# rows: ops;reactions;end (- not dropped). forced rows begin with the word and the slot set by hand.",
  ...reactions.lines("reactions"),
  ...ends.lines("ends"),
  ...rows,
];
process.stdout.write(`${text.join("\n")}\n`);
