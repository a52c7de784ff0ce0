/**
 * Findings as annotations of a GitHub workflow: lines on stdout that its runner takes as commands.
 * The protocol is that of `@actions/core` (toolkit, packages/core/src/command.ts).
 */
import type { Reported, ScenarioResult } from "./junit.ts";

/** Whether a workflow's runner reads what is printed. */
export function inGithubWorkflow(env: Readonly<Record<string, string | undefined>>): boolean {
  return env.GITHUB_ACTIONS === "true";
}

/** One line a finding, at the last step of its shrunk run. */
export function annotations(results: readonly ScenarioResult[]): string[] {
  return results.flatMap(({ findings }) => findings.map(annotation));
}

function annotation(finding: Reported): string {
  const { kind, invariant, scenario, message, reproduce } = finding;
  const title = `${invariant === null ? kind : `${kind} ${invariant}`} in ${scenario}`;
  const [, file = "", line, column] = PLACE.exec(finding.place ?? "") ?? [];
  const where = file === "" ? "" : `file=${property(file)},line=${line},col=${column},`;
  return `::error ${where}title=${property(title)}::${data(`${message}\n${reproduce.replay}`)}`;
}

const PLACE = /^(.+):(\d+):(\d+)$/;

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
