/** What people read of a verification: its progress, what it came to, how to go on. */
import { faultText } from "../../sim/index.ts";
import { quoted } from "../finding/reproduce.ts";
import { counted, duration, grouped } from "../output/numbers.ts";
import type { Pieces } from "./pieces.ts";
import type { Settings } from "./settings.ts";
import { boundOf, isComplete, type Verified } from "./summary.ts";

/** Beyond it an estimate says nothing but that it is too much. */
const ESTIMATE_MAX = 1_000_000_000;

/** The bounds and limits that apply: `memory sc, at most 3 yields of one thread, 1 m 0 s`. */
export function limitsText({ memory, yields, preemptions, faults }: Settings, seconds: number, jobs: number): string {
  const parts = [`memory ${memory}`, `at most ${counted(yields, "yield")} of one thread`];
  if (preemptions !== null) parts.push(`at most ${counted(preemptions, "preemption")}`);
  if (faults !== "plan") parts.push(`faults ${faultText(faults)}`);
  parts.push(duration(seconds));
  if (jobs > 1) parts.push(`${jobs} processes`);
  return parts.join(", ");
}

export function progressText({ tally, fraction }: Pick<Pieces, "tally" | "fraction">, seconds: number): string {
  const parts = [duration(seconds), ...sizes(tally.executions, seconds), shareText(tally.executions, fraction)];
  if (fraction > 0 && tally.executions / fraction <= ESTIMATE_MAX)
    parts.push(`${duration((seconds / fraction) * (1 - fraction))} left`);
  return parts.join("  ");
}

export function verifiedText(verified: Verified): string {
  const { scenario, settings, tally, fraction, seconds, found } = verified;
  const complete = isComplete(verified);
  const verdict = found === null ? "nothing found" : `${found.finding.kind} found`;
  const parts = [...sizes(tally.executions, seconds), `${grouped(tally.blocked)} blocked`, duration(seconds)];
  if (!complete && found === null) parts.push(shareText(tally.executions, fraction));
  return [
    `${scenario}, memory ${settings.memory}: ${complete ? "complete" : "not complete"}, ${verdict}`,
    `  ${parts.join(", ")}`,
    `  ${boundText(verified)}`,
  ].join("\n");
}

/** A finding of the kind that is expected did not come. */
export function missingText(kind: string, verified: Verified): string {
  return `  expected ${kind} ${isComplete(verified) ? "does not happen in any of them" : "was not met so far"}`;
}

/** The line that goes on from a checkpoint. */
export function resumeLine(scenario: string, file: string, config: string | undefined): string {
  const more = config === undefined ? "" : ` --config ${quoted(config)}`;
  return `npx reveille verify ${quoted(scenario)} --resume ${quoted(file)}${more}`;
}

function sizes(executions: number, seconds: number): string[] {
  return [counted(executions, "execution"), `${grouped(executions / Math.max(seconds, 0.001))}/s`];
}

function shareText(executions: number, fraction: number): string {
  if (fraction <= 0 || executions === 0) return "size not yet known";
  const all = executions / fraction;
  if (all > ESTIMATE_MAX) return `of more than ${grouped(ESTIMATE_MAX)}`;
  const percent = fraction < 0.01 ? "less than 1" : String(Math.floor(fraction * 100));
  return `${percent} % of about ${grouped(all)}`;
}

function boundText(verified: Verified): string {
  const { tally, found } = verified;
  const bound = boundOf(verified);
  const beyond = tally.cut === 0 ? "" : ` (${counted(tally.cut, "execution")} cut off)`;
  if (isComplete(verified)) {
    return bound === null ? "no bound was hit: these are all there are" : `complete within: ${bound}${beyond}`;
  }
  if (bound === null) return "the search ends with its first finding";
  return `${found === null ? "stopped by" : "within"}: ${bound}${beyond}`;
}
