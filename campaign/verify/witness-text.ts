/** A finding that no tape expresses, as its execution graph in words. */
import type { WitnessEvent } from "../../sim/index.ts";
import { table } from "../output/table.ts";
import type { Confirmed } from "./confirm.ts";

export function witnessText(scenario: string, { finding, witness }: Confirmed): string {
  const kind = finding.invariant === null ? finding.kind : `${finding.kind} ${finding.invariant}`;
  const names = new Map(witness.threads.map(({ path, name }) => [path, name]));
  const rows = witness.events.map((event) => [`  ${event.id}`, names.get(event.thread) ?? "", event.call, seen(event)]);
  const orders = witness.coherence.map(({ object, writes }) => `  ${object}: init, ${writes.join(", ")}`);
  return [
    `${kind}   ${scenario}   as an execution graph`,
    "",
    `  ${finding.message}`,
    "",
    table(rows),
    ...(orders.length === 0 ? [] : ["", "  in modification order", ...orders]),
    "",
    ...finding.details.map((detail) => `  ${detail}`),
    "  no tape replays it: `verify` allows a little more than what replays, and shows it each time",
  ].join("\n");
}

function seen({ result, readsFrom }: WitnessEvent): string {
  const value = result === "" ? "" : `= ${result}`;
  return readsFrom === null ? value : `${value}   from ${readsFrom}`;
}
