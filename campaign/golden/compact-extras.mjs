/**
 * Rewrites the random numbers, the idle word and the wake list of golden/extras.json (what the real tokio
 * printed; it lies outside the project) as the compact copy that the tests read. For maintainers, from the
 * project's root:
 *
 *   node campaign/golden/compact-extras.mjs FROM.json > runtime/util/extras.golden.txt
 */
import { readFileSync } from "node:fs";

const from = process.argv[2];
if (from === undefined) throw new Error("which file? give the path of golden/extras.json");
const { about, fastRand, idle, wakeList } = JSON.parse(readFileSync(from, "utf8"));

const word = (values) => values.join(" ");

function random(row) {
  const below = row.fastrand_n.map(({ n, out }) => `${n}:${word(out)}`);
  return [
    row.seed,
    word([row.s, row.r]),
    word(row.fastrand),
    word(row.stateAfter32),
    below.join("|"),
    row.generatorNextSeeds.map(word).join("|"),
    word(row.thenNextGeneratorFirstSeed),
    word(row.replaceSeedAfter1Returned),
  ].join(";");
}

const idleRow = (row) => word(row.flat(2).map((value) => value ?? "-"));

function wakes(row) {
  if (row.droppedWithoutWake) return [row.wakers, "dropped", row.ev].join(";");
  const { wakers, panicAt, canPushAfterLastPush, res, ev, canPushAfter, evOnDrop } = row;
  return [wakers, panicAt ?? "-", canPushAfterLastPush, res, ev, canPushAfter, evOnDrop].join(";");
}

const section = (title, rows, compact) => [`= ${title} ${rows.length}`, ...rows.map(compact)];
const text = [
  `# ${about.crate}, commit ${about.commit}, ${about.build}: FastRand, the idle word, WakeList. Written by campaign/golden/compact-extras.mjs.`,
  "# fastRand: seed;s r;32 numbers;state then;n:16 numbers below it|...;4 seeds of a generator;first seed of its next;replaced seed after 1 number",
  "# fromBytes: bytes;s r",
  "# idleInitial: workers word",
  "# idle: workers unparked searching word, notify_should_wakeup, to_searching, word, from_searching, word, dec_num_unparked(false), (true) each with word (one - where it cannot be), word after unpark_one(0), (1)",
  "# wakeList: wakers;who panics;canPush;result;events;canPush;events of the drop. Or wakers;dropped;events",
  ...section("fastRand", fastRand.rows, random),
  ...section("fromBytes", fastRand.from_bytes, ({ bytes, s, r }) => `${word(bytes)};${word([s, r])}`),
  ...section("idleInitial", idle.initial, word),
  ...section("idle", idle.rows, idleRow),
  ...section("wakeList", wakeList.rows, wakes),
];
process.stdout.write(`${text.join("\n")}\n`);
