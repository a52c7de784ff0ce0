/** Where two recordings that ought to be one differ: the verdict is then `nondeterminism`. */
import { type Finding, finding } from "../finding/finding.ts";
import { lineOf, type TraceEvent } from "../trace/trace-event.ts";
import type { Outcome, Recording } from "./outcome.ts";

/** What is known of a run that only a search saw. */
export type Seen = Pick<Outcome, "finding" | "fingerprint">;

const CAUSE =
  "something besides decide() has a say: state that outlives an execution, the host's clock or randomness, or an iteration order";

/** The first difference of two runs of one seed or tape, as a finding; null when they are the same. */
export function partOf(first: Recording, second: Recording): Finding | null {
  if (first.traceHash === second.traceHash && first.fingerprint === second.fingerprint) return null;
  const at = firstDifference(first.trace, second.trace);
  const sides = [sideOf("one run", first, at), sideOf("the next", second, at)];
  const where = at === null ? "in their verdict only" : `at step ${at + 1}`;
  return nondeterminism(`Two runs of the same choices differ ${where}.`, sides);
}

/** A run failed, and the same choices again do not, or do otherwise; null when they do. `seen` null: it is only known that it failed. */
export function lostVerdict(seen: Seen | null, again: Recording): Finding | null {
  if (again.finding !== null && (seen === null || seen.fingerprint === again.fingerprint)) return null;
  return nondeterminism("A run that failed ends otherwise when it is executed again.", [
    `one run: ${seen === null ? "a finding" : verdictOf(seen)}`,
    `the next: ${verdictOf(again)}, after ${again.steps} steps`,
  ]);
}

function nondeterminism(message: string, sides: readonly string[]): Finding {
  return finding("nondeterminism", message, { details: [...sides, CAUSE], involved: ["runs differ"] });
}

function verdictOf({ finding }: Seen): string {
  return finding === null ? "no finding" : `${finding.kind}: ${finding.message}`;
}

/** Index of the first step that is not the same in both; null when all are. */
function firstDifference(first: readonly TraceEvent[], second: readonly TraceEvent[]): number | null {
  const longest = Math.max(first.length, second.length);
  for (let i = 0; i < longest; i++) {
    const [a, b] = [first[i], second[i]];
    if (a === undefined || b === undefined || lineOf(a) !== lineOf(b)) return i;
  }
  return null;
}

function sideOf(who: string, run: Recording, at: number | null): string {
  if (at === null) return `${who}: ${verdictOf(run)}`;
  const step = run.trace[at];
  if (step === undefined) return `${who}: ended after ${at} steps with ${verdictOf(run)}`;
  const result = step.result === "" ? "" : ` = ${step.result}`;
  return `${who}: "${step.name}" ${step.call}${result}`;
}
