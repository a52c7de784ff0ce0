/** A history that no order explains, as a small timeline: a line for each call, time from left to right. */
import type { Linearization, Linearized } from "./check.ts";
import type { RecordedCall } from "./history.ts";

/** How a call's line ends. */
const ENDS: { readonly [outcome in RecordedCall["outcome"]]: string } = {
  returned: "|",
  cancelled: "x",
  starved: ">",
  unfinished: "?",
};

/** Lines of text: the calls, and how far the longest order gets. */
export function timeline(calls: readonly RecordedCall[], found: Linearization): readonly string[] {
  const last = Math.max(0, ...calls.map(({ begin, end }) => (Number.isFinite(end) ? end : begin))) + 1;
  const texts = calls.map((call) => [`thread ${call.thread + 1}`, callText(call), outcomeText(call)] as const);
  const width = (column: 0 | 1 | 2): number => Math.max(0, ...texts.map((text) => text[column].length));
  const widths = [width(0), width(1), width(2)] as const;
  const lines = calls.map((call, i) => {
    const [thread = "", what = "", came = ""] = texts[i] ?? [];
    const head = `${thread.padEnd(widths[0])}  ${what.padEnd(widths[1])}  ${came.padEnd(widths[2])}`;
    return `${head}  ${bar(call, last)}`;
  });
  return [...lines, "", orderText(calls, found)];
}

function bar({ begin, end, outcome }: RecordedCall, last: number): string {
  const until = Math.min(end, last);
  return `${" ".repeat(begin)}|${"-".repeat(until - begin - 1)}${ENDS[outcome]}`;
}

function callText({ op, args }: RecordedCall): string {
  return `${op}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`;
}

function outcomeText({ outcome, result }: RecordedCall): string {
  if (outcome === "returned") return `-> ${JSON.stringify(result) ?? "undefined"}`;
  return outcome === "starved" ? "waits for ever" : outcome;
}

function orderText(calls: readonly RecordedCall[], { order }: Linearization): string {
  const steps = order.map(stepText).join(", ");
  const ended = new Set(order.filter(({ phase }) => phase === null).map(({ call }) => call.id));
  const left = calls.filter(({ id, end }) => Number.isFinite(end) && !ended.has(id)).map(named);
  const rest = left.length === 0 ? "a call waits for ever that could go on" : `no place for ${left.join(", ")}`;
  return steps === "" ? `No order: ${rest}.` : `The longest order: ${steps}; then ${rest}.`;
}

function stepText({ call, phase }: Linearized): string {
  if (phase !== null) return `${named(call)} waits`;
  return call.outcome === "returned" ? named(call) : `${named(call)} ${call.outcome}`;
}

function named(call: RecordedCall): string {
  return `${callText(call)} of thread ${call.thread + 1}`;
}
