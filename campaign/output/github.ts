/**
 * Findings as annotations of a GitHub workflow: lines on stdout that its runner takes as commands.
 * The protocol is that of `@actions/core` (toolkit, packages/core/src/command.ts).
 */
import type { Reported, ScenarioResult } from "./junit.ts";

/** Whether a workflow's runner reads what is printed. */
export function inGithubWorkflow(env: Readonly<Record<string, string | undefined>>): boolean {
  return env.GITHUB_ACTIONS === "true";
}

/** One line a finding. */
export function annotations(results: readonly ScenarioResult[]): string[] {
  return results.flatMap(({ findings }) => findings.map(annotation));
}

function annotation(finding: Reported): string {
  const { kind, invariant, scenario, message, reproduce } = finding;
  const title = `${invariant === null ? kind : `${kind} ${invariant}`} in ${scenario}`;
  const at = placeOf(finding.text);
  const where = at === null ? "" : `file=${property(at.file)},line=${at.line},col=${at.column},`;
  return `::error ${where}title=${property(title)}::${data(`${message}\n${reproduce.replay}`)}`;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const LAST_STEP = /took its last step, (\d+), at (.+):(\d+):(\d+)$/;

/** Where the last step of all stands; null where the report names no place. */
function placeOf(report: string): Place | null {
  let latest = 0;
  let place: Place | null = null;
  for (const line of report.split("\n")) {
    const [, step, file, row, column] = LAST_STEP.exec(line) ?? [];
    if (file === undefined || Number(step) <= latest) continue;
    latest = Number(step);
    place = { file, line: Number(row), column: Number(column) };
  }
  return place;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
