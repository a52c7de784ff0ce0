/**
 * Rewrites golden/timer-wheel.json (what the real tokio printed; it lies outside the project) as the compact
 * copy that the tests read. For maintainers, from the project's root:
 *
 *   node campaign/golden/compact-timer-wheel.mjs FROM.json > runtime/time/timer-wheel.golden.txt
 */
import { readFileSync } from "node:fs";

const from = process.argv[2];
if (from === undefined) throw new Error("which file? give the path of golden/timer-wheel.json");
const table = JSON.parse(readFileSync(from, "utf8"));

const words = (row) => row.map((value) => value ?? "-").join(" ");
const firings = (fired) => fired.map(([id, at]) => `${id}@${at}`).join(",") || "-";
const state = (step) =>
  `${step.elapsed} ${step.poll_at ?? "-"} ${step.occ.map((one) => one.join(":")).join(",") || "-"}`;

function firedBy(step) {
  if (step.op === "poll_one" && !Array.isArray(step.fired))
    return step.fired === null ? "-" : `${step.fired}@${step.elapsed}`;
  return firings(step.fired ?? []);
}

/** `op arguments/result/fired/state`, the state `=` where it is as before. */
function steps(all) {
  let before = "";
  return all.map((step) => {
    const call = [step.op, step.id, step.when, step.now].filter((part) => part !== undefined).join(" ");
    const after = step.elapsed === undefined ? "-" : state(step);
    const said = `${call}/${step.res ?? "-"}/${firedBy(step)}/${after === before ? "=" : after}`;
    before = after;
    return said;
  });
}

const sequence = (row) => steps(row.steps).join("|");
const walk = ({ elapsed, when, stops, firedAt }) => `${elapsed} ${when} ${stops.join(",")} ${firedAt}`;
const sleeps = (asked, done) => `${asked.join(",")};${done.map((one) => one.join("@")).join(",")}`;
const section = (title, rows, compact) => [`= ${title} ${rows.length}`, ...rows.map(compact)];

const { about, constants } = table;
const text = [
  `# ${about.crate}, commit ${about.commit}, ${about.build}: what its timer wheel did. Written by campaign/golden/compact-timer-wheel.mjs.`,
  "# levelFor: elapsed when level. slotFor: duration level slot. levelProbe: level occupied now slot;deadline",
  "# firstExpiration: elapsed when poll_at level slot. walk: elapsed when stops fired. deadlineToTick: ns up down",
  "# sequences, directed: op arguments/result/id@elapsed of what fired/elapsed poll_at level:occupied,...|... (= where it is as before, - at a panic)",
  "# runtimeSleeps: us of the sleeps;task@us in order of their ends. farFuture: ms;task@ms",
  ...section("constants", Object.entries(constants), words),
  ...section("ranges", table.ranges, words),
  ...section("levelFor", table.level_for, words),
  ...section("slotFor", table.slot_for, words),
  ...section(
    "levelProbe",
    table.level_probe,
    ([level, occupied, now, slot, at]) => `${level} ${occupied} ${now} ${slot ?? "-"};${at ?? "-"}`,
  ),
  ...section("firstExpiration", table.firstExpiration, words),
  ...section("walk", table.walk, walk),
  ...section("deadlineToTick", table.deadline_to_tick, words),
  ...section("sequences", table.sequences, sequence),
  ...section("directed", table.directed, sequence),
  ...section("runtimeSleeps", table.runtimeSleeps, ({ spawned, done }) => sleeps(spawned, done)),
  ...section("farFuture", table.farFuture.rows, ({ sleepsMs, done }) => sleeps(sleepsMs, done)),
];
process.stdout.write(`${text.join("\n")}\n`);
