/**
 * Rewrites golden/io-readiness.json (what the real tokio printed; it lies outside the project) as the compact
 * copy that the tests read. For maintainers, from the project's root:
 *
 *   node campaign/golden/compact-io-readiness.mjs FROM.json > runtime/io/io-readiness.golden.txt
 */
import { readFileSync } from "node:fs";
import { Interned } from "./interned.mjs";

const from = process.argv[2];
if (from === undefined) throw new Error("which file? give the path of golden/io-readiness.json");
const table = JSON.parse(readFileSync(from, "utf8"));

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/";
const digits = (values) => values.map((value) => DIGITS[value]).join("");
const flags = (...values) => values.map((value) => (value ? 1 : 0)).join("");
const event = (res) => (res === null ? "-" : `${res.tick},${res.ready},${flags(res.is_shutdown)}`);

/** Rows of a matrix of which some are kept back; `at` gives the row's number from its values. */
const matrix = (rows, at) => rows.map((row) => `${at(row)} ${digits(row)}`);

function predicates(row) {
  const { is_empty, is_readable, is_writable, is_read_closed, is_write_closed, is_priority, is_error } = row;
  return `${row.v} ${flags(is_empty, is_readable, is_writable, is_read_closed, is_write_closed, is_priority, is_error)}`;
}

function interest(row) {
  const is = flags(row.is_readable, row.is_writable, row.is_priority, row.is_error);
  const remove = row.remove.map((bits) => bits ?? "-");
  return [
    row.combo,
    row.bits,
    row.debug,
    row.mask,
    row.from_interest,
    row.to_mio,
    is,
    digits(row.intersection),
    digits(row.satisfies),
    row.add.join(" "),
    remove.join(" "),
  ].join(";");
}

const panicMessages = new Set(
  table.set_readiness.map((row) => row.panicMsg).filter((message) => message !== undefined),
);

const setReadiness = (row) =>
  [
    row.in,
    row.inParts.join(","),
    row.op,
    row.t ?? "-",
    row.f,
    row.m,
    row.out,
    row.panicMsg === undefined ? "-" : "panics",
  ].join(";");

const wakeOrder = (row) => `${row.futures} ${flags(row.rw)} ${row.wakeOrder.join(",")}`;

const steps = new Interned();
const argument = (value) => (typeof value === "object" ? event(value) : value);
const step = ({ op, res, word, ev }) => steps.number([op.map(argument).join(" "), event(res), word, ev].join(";"));
const scenarios = table.scenarios.map((row) => `${row.start};${row.steps.map(step).join(" ")}`);

const section = (title, rows) => [`= ${title} ${rows.length}`, ...rows];
const { about, ready } = table;
const text = [
  `# ${about.crate}, commit ${about.commit}, ${about.build}: Ready, Interest, ScheduledIo. Written by campaign/golden/compact-io-readiness.mjs.`,
  "# An event is tick,ready,shutdown. 64 values in a row are digits of base 64.",
  "# predicates: value, is_empty readable writable read_closed write_closed priority error",
  "# or and sub contains: a, a op b for all b; fromUsize, fromEpoll: in out",
  "# interest: combo;bits;debug;mask;from_interest;mio;is_readable writable priority error;intersection;satisfies;add each combo;remove each",
  "# setReadiness: in;its parts;op;t;f;m;out;panics or -  clearReadiness: in tick ready out  shutdown: in out",
  "# readyEvent: in combo event  pollReadiness: in dir event ev  firstPoll: in combo event ev",
  "# tickWrap: k, the word after the k-th event  wakeOrder: futures, slots too, order",
  "# steps: op;event;word;calls of wakers  scenarios: first word;steps",
  ...section("panicMessages", [...panicMessages]),
  ...section("predicates", ready.predicates.map(predicates)),
  ...section(
    "or",
    matrix(ready.or, (row) => row[0]),
  ),
  ...section(
    "and",
    matrix(ready.and, (row) => row[63]),
  ),
  ...section(
    "sub",
    matrix(ready.sub, (row) => row[0]),
  ),
  ...section(
    "contains",
    matrix(ready.contains, (row) => row.lastIndexOf(1)),
  ),
  ...section(
    "fromUsize",
    ready.from_usize.map((row) => row.join(" ")),
  ),
  ...section(
    "fromEpoll",
    table.fromEpoll.map((row) => row.join(" ")),
  ),
  ...section("interest", table.interest.rows.map(interest)),
  ...section(
    "direction",
    Object.entries(table.direction).map((row) => row.join(" ")),
  ),
  ...section("setReadiness", table.set_readiness.map(setReadiness)),
  ...section(
    "clearReadiness",
    table.clear_readiness.map((row) => [row.in, row.tick, row.ready, row.out].join(" ")),
  ),
  ...section(
    "readyEvent",
    table.ready_event.map((row) => [row.in, row.combo, event(row.res)].join(" ")),
  ),
  ...section(
    "pollReadiness",
    table.poll_readiness.map((row) => [row.in, row.dir, event(row.res), row.ev].join(" ")),
  ),
  ...section(
    "firstPoll",
    table.readiness_future_first_poll.map((row) => [row.in, row.combo, event(row.res), row.ev].join(" ")),
  ),
  ...section(
    "shutdown",
    table.shutdown.map((row) => `${row.in} ${row.out}`),
  ),
  ...section(
    "tickWrap",
    table.tickWrap.rows.map((row) => row.join(" ")),
  ),
  ...section("wakeOrder", table.wakeOrder.rows.map(wakeOrder)),
  ...steps.lines("steps"),
  ...section("scenarios", scenarios),
];
process.stdout.write(`${text.join("\n")}\n`);
