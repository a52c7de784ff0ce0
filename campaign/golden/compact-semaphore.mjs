/**
 * Rewrites the semaphore sequences of golden/extras.json (what the real tokio printed; it lies outside the
 * project) as the compact copy that the test reads. For maintainers, from the project's root:
 *
 *   node campaign/golden/compact-semaphore.mjs FROM.json > runtime/sync/batch-semaphore.golden.txt
 */
import { readFileSync } from "node:fs";

const from = process.argv[2];
if (from === undefined) throw new Error("which file? give the path of golden/extras.json");
const { about, semaphore } = JSON.parse(readFileSync(from, "utf8"));

const OPS = {
  acquire: "A",
  poll: "P",
  drop: "D",
  release: "R",
  try_acquire: "T",
  forget_permits: "F",
  close: "C",
};

function step({ op: [name, ...args], res, word, need, ev }) {
  const op = OPS[name];
  if (op === undefined) throw new Error(`an operation "${name}" that this script does not know`);
  const missing = need.map(([future, permits]) => `${future}:${permits}`).join(" ");
  return [[op, ...args].join(" "), res ?? "-", word, missing, ev].join(";");
}

const rows = semaphore.rows.map(({ permits, word, steps }) => [`${permits};${word}`, ...steps.map(step)].join("|"));
const text = [
  `# ${about.crate}, commit ${about.commit}, ${about.build}: the batch semaphore. Written by campaign/golden/compact-semaphore.mjs.`,
  "# permits;word, then each step after a |: op;result;word;what each pending future still misses;calls of wakers",
  "# ops: A future permits waker (acquire and poll), P future waker (poll), D future (drop), R permits (release), T permits (try_acquire), F permits (forget_permits), C (close). A future that is ready is dropped in the same step.",
  `= sequences ${rows.length}`,
  ...rows,
];
process.stdout.write(`${text.join("\n")}\n`);
