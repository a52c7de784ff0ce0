/** What a campaign came to, scenario by scenario, as other programs want it: JUnit's file, annotations. */
import { writeFileSync } from "node:fs";
import { quoted } from "../finding/reproduce.ts";
import { annotations, inGithubWorkflow } from "../output/github.ts";
import { junitText, type Reported, type ScenarioResult } from "../output/junit.ts";
import type { Output } from "../output/output.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import type { Standing } from "./standing.ts";
import { missingText } from "./summary.ts";
import { type Uninvestigated, uninvestigatedOf } from "./uninvestigated.ts";

export function resultsOf(standing: Standing): readonly ScenarioResult[] {
  const { accounts, discoveries, plan } = standing;
  const uninvestigated = uninvestigatedOf(standing);
  return accounts.map((account) => {
    const { name, expect } = account.scenario;
    const investigated = discoveries.all
      .filter(({ scenario }) => scenario === name)
      .map((one) => one.investigated.file);
    const others = uninvestigated.filter(({ scenario }) => scenario === name);
    const findings = [...investigated, ...others.map(asFound)];
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

function asFound({ scenario, finding, again }: Uninvestigated): Reported {
  const { kind, invariant, message, details } = finding;
  const text = [message, ...details, `not investigated: ${again}`].join("\n");
  return { scenario, kind, invariant, message, text, place: null, reproduce: { replay: again, run: null } };
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
