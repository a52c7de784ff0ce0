/** What a campaign came to, scenario by scenario, as other programs want it: JUnit's file, annotations. */
import { writeFileSync } from "node:fs";
import { quoted } from "../finding/reproduce.ts";
import { annotations, inGithubWorkflow } from "../output/github.ts";
import { junitText, type ScenarioResult } from "../output/junit.ts";
import type { Output } from "../output/output.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import type { Standing } from "./standing.ts";
import { missingText } from "./summary.ts";

export function resultsOf({ accounts, discoveries, plan }: Standing): readonly ScenarioResult[] {
  return accounts.map((account) => {
    const { name, expect } = account.scenario;
    const findings = discoveries.all
      .filter(({ scenario }) => scenario === name)
      .map(({ investigated }) => investigated.file);
    const missing = missingText(account);
    const seconds = account.ms / 1000;
    if (missing === null || expect === "clean") return { scenario: name, seconds, findings };
    const replay = `npx reveille fuzz ${quoted(name)} --seed ${quoted(plan.settings.seed)}`;
    const absence = {
      scenario: name,
      kind: expect.kind,
      invariant: null,
      message: missing,
      text: missing,
      place: null,
    };
    return { scenario: name, seconds, findings: [...findings, { ...absence, reproduce: { replay, run: null } }] };
  });
}

/** Throws a `UsageProblem` when it cannot be written. */
export function writeJunit(file: string, standing: Standing): void {
  try {
    writeFileSync(file, junitText(resultsOf(standing)));
  } catch (thrown) {
    throw new UsageProblem(`cannot write ${file}: ${fileReasonOf(thrown)}`);
  }
}

/** In a GitHub workflow its runner shows each finding where it happened. */
export function annotate(standing: Standing, out: Output): void {
  if (!inGithubWorkflow(process.env)) return;
  for (const line of annotations(resultsOf(standing))) out.text(line);
}
