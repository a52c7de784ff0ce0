/**
 * Rewrites golden/queue.json (what the real tokio printed; it lies outside the project) as the compact copy
 * that the tests read. For maintainers, from the project's root:
 *
 *   node campaign/golden/compact-queue.mjs FROM.json > runtime/scheduler/multi-thread/queue.golden.txt
 */
import { readFileSync } from "node:fs";
import { runs } from "./runs.mjs";

const from = process.argv[2];
if (from === undefined) throw new Error("which file? give the path of golden/queue.json");
const table = JSON.parse(readFileSync(from, "utf8"));

const overflow = (events) => events.map(([call, ids]) => `${call}:${runs(ids)}`).join(" ");
const word = (values) => values.join(" ");

/** `steal real tail`: what else the table says of a queue follows from these, in all of its rows. */
function state([steal, real, tail, len, remaining]) {
  if (len !== (tail - real) >>> 0 || remaining !== 256 - ((tail - steal) >>> 0)) throw new Error("not as it should be");
  return steal === real ? `${real} ${tail}` : `${steal} ${real} ${tail}`;
}

function pushOverflow({ start, pushes, events, popOrder }) {
  const seen = events.map(({ id, overflow: out, state: then }) => `${id}/${overflow(out)}/${state(then)}`);
  return [start, pushes, seen.join("|"), runs(popOrder)].join(";");
}

const pushBack = ({ pre, k, res, state: then }) => [pre, k, res, state(then)].join(";");

function steal([srcLen, dstLen, srcStart, dstStart, returned, srcState, dstState, srcIds, dstIds]) {
  const setup = word([srcLen, dstLen, srcStart, dstStart]);
  return [setup, returned ?? "-", state(srcState), state(dstState), runs(srcIds), runs(dstIds)].join(";");
}

function result(res) {
  if (res === null) return "-";
  if (Array.isArray(res)) return `[${runs(res)}]`;
  return typeof res === "object" ? `${runs(res.ids)} none:${res.none}` : res;
}

function sequence({ start, steps, end }) {
  const did = steps.map(
    ({ op, res, overflow: out, q }) => `${word(op)}/${result(res)}/${overflow(out)}/${q.map(state).join(",")}`,
  );
  return [start, did.join("|"), end.map(runs).join(" ")].join(";");
}

function midSteal({ start, steps }) {
  const did = steps.map(
    ({ op, res, overflow: out, state: then }) => `${word(op)}/${result(res)}/${overflow(out)}/${state(then)}`,
  );
  return [start, did.join("|")].join(";");
}

const section = (title, rows, compact) => [`= ${title} ${rows.length}`, ...rows.map(compact)];
const { crate, commit, build } = table.about;
const text = [
  `# ${crate}, commit ${commit}, ${build}: what its run queue did. Written by campaign/golden/compact-queue.mjs.`,
  "# A state is `steal real tail`, without `steal` where that equals `real`; ids are runs (0-127,130), - for none.",
  "# pushOverflow: start;pushes;id/overflow/state after selected pushes;ids by popping",
  "# pushBackBatch: tasks in the queue;tasks pushed;result;state",
  "# steal: srcLen dstLen srcStart dstStart;id given back;state of src;of dst;ids left in src;in dst",
  "# sequences: start;op/result/overflow/states of both queues;ids left in both",
  "# midSteal: start;op/result/overflow/state",
  ...section("constants", Object.entries(table.constants), word),
  ...section("pushOverflow", table.pushOverflow.rows, pushOverflow),
  ...section("pushBackBatch", table.pushBackBatch, pushBack),
  ...section("steal", table.steal.rows, steal),
  ...section("sequences", table.sequences.rows, sequence),
  ...section("midSteal", table.midSteal.rows, midSteal),
];
process.stdout.write(`${text.join("\n")}\n`);
