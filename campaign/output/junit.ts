/**
 * A campaign as JUnit's XML, which build servers read: one test case a scenario, its findings as
 * failures. Written by hand, because the shape is small and the packages for it bring more than it is.
 */
import type { FindingFile } from "../finding/finding-file.ts";
import { attribute, escaped } from "./xml.ts";

/** What is told of a finding. */
export type Reported = Pick<
  FindingFile,
  "scenario" | "kind" | "invariant" | "message" | "text" | "reproduce" | "place"
>;

/** What became of one scenario; the findings are those that count as failures. */
export interface ScenarioResult {
  readonly scenario: string;
  readonly seconds: number;
  readonly findings: readonly Reported[];
}

/** The whole file. */
export function junitText(results: readonly ScenarioResult[]): string {
  const failures = results.filter(({ findings }) => findings.length > 0).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const sums = `tests="${results.length}" failures="${failures}" errors="0" time="${seconds.toFixed(3)}"`;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="reveille" ${sums}>`,
    `  <testsuite name="reveille" ${sums}>`,
    ...results.flatMap(testCase),
    "  </testsuite>",
    "</testsuites>",
  ].join("\n")}\n`;
}

/** `area/name` is test `name` of class `area`: readers show them as a tree. */
function testCase({ scenario, seconds, findings }: ScenarioResult): string[] {
  const slash = scenario.indexOf("/");
  const area = slash < 0 ? "reveille" : scenario.slice(0, slash);
  const name = scenario.slice(slash + 1);
  const head = `    <testcase classname="${attribute(area)}" name="${attribute(name)}" time="${seconds.toFixed(3)}"`;
  if (findings.length === 0) return [`${head}/>`];
  const replay = findings.map((finding) => finding.reproduce.replay).join("\n");
  return [`${head}>`, ...findings.map(failure), `      <system-out>${escaped(replay)}</system-out>`, "    </testcase>"];
}

function failure({ kind, invariant, message, text }: Reported): string {
  const type = invariant === null ? kind : `${kind} ${invariant}`;
  return `      <failure type="${attribute(type)}" message="${attribute(message)}">${escaped(text)}</failure>`;
}
