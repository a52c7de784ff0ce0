/** A campaign's folder made by a small campaign with fixed numbers: real findings, and a journal around them. */
import { writeFileSync } from "node:fs";
import { VERSION } from "../../../sim/index.ts";
import { type FindingFile, findingPath, writeFindingFile } from "../../finding/finding-file.ts";
import { type Header, journalPath, type Line } from "../../fuzz/journal.ts";
import { type Failure, NOTHING } from "../../fuzz/span.ts";

const SECONDS = 60;
const SPAN = 512;
/** How fast each kind of feature is used up: a part of the time. */
const KINDS = [
  ["conflict", 1_840, 0.12],
  ["reads-from", 1_310, 0.2],
  ["transition", 164, 0.05],
  ["lock-order", 37, 0.3],
  ["fault", 88, 0.45],
] as const;
const STRATEGIES = ["random", "pct", "pos", "surw", "guided"] as const;

/** Writes `findings` and a journal of a minute over `scenarios` to `folder`; one batch of them is lost. */
export function writeCampaignFolder(
  folder: string,
  scenarios: readonly string[],
  findings: readonly FindingFile[],
): void {
  for (const finding of findings) writeFindingFile(findingPath(folder, finding.fingerprint), finding);
  const lines = [
    ...scenarios.flatMap((_, at) => spansOf(at, scenarios, findings)),
    ...findings.map((finding, at) => findingLine(finding, 3 + 11 * at)),
    ...coverageLines(scenarios.length * 24 * (SPAN / 16)),
    {
      lost: [0, 24 * SPAN, 25 * SPAN],
      why: "the worker was killed (SIGKILL)",
      givenUp: false,
      at: 31.2,
    } satisfies Line,
  ].sort((a, b) => a.at - b.at);
  const all = [headerOf(scenarios), ...lines, { over: "budget", at: SECONDS } satisfies Line];
  writeFileSync(journalPath(folder), all.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function headerOf(scenarios: readonly string[]): Header {
  return {
    journal: 1,
    version: VERSION,
    seed: "nightly",
    strategy: "portfolio",
    memory: "sc",
    faults: "swarm",
    coverage: false,
    corpus: null,
    budget: { seconds: SECONDS },
    shard: null,
    patterns: [],
    config: null,
    scenarios,
    startedAt: "2026-03-01T02:00:00.000Z",
  };
}

function spansOf(scenario: number, scenarios: readonly string[], findings: readonly FindingFile[]): Line[] {
  const own = findings.filter((finding) => finding.scenario === scenarios[scenario]);
  return Array.from({ length: 24 }, (_, i): Line => {
    const strategy = STRATEGIES[(i * 7 + scenario) % STRATEGIES.length] ?? "random";
    const failures = own.map((finding) => failureOf(finding, 3 + ((i * 5) % 7)));
    const failed = failures.reduce((sum, { count }) => sum + count, 0);
    const sums = {
      ...NOTHING,
      executions: SPAN,
      steps: SPAN * (40 + scenario),
      conflicts: SPAN * 4,
      virtualTimeNs: 1_000,
      schedule: i,
      schedulesDiffer: true,
      strategies: { [strategy]: { executions: SPAN, failures: failed } },
      failures,
    };
    return { span: [scenario, i * SPAN, (i + 1) * SPAN], sums, exhausted: false, ms: 90, at: (i + 1) * (SECONDS / 25) };
  });
}

function failureOf({ fingerprint, kind, invariant, message, original }: FindingFile, count: number): Failure {
  const finding = { kind, invariant, message, details: [], involved: [] } as unknown as Failure["finding"];
  const smallest = { index: 4, ...original, strategy: "pct", tape: null };
  return { fingerprint, finding, expected: false, count, first: 4, smallest };
}

function findingLine({ fingerprint, scenario, kind, invariant, message, original }: FindingFile, at: number): Line {
  const instance = { index: 4, ...original, strategy: "pct", tape: null };
  const file = findingPath("findings", fingerprint);
  return { finding: fingerprint, fingerprint, scenario, instance, kind, invariant, message, file, at };
}

function coverageLines(sampled: number): Line[] {
  return Array.from({ length: 40 }, (_, i): Line => {
    const part = (i + 1) / 40;
    const counts = KINDS.map(([kind, most, speed]) => [kind, Math.round(most * (1 - Math.exp(-part / speed)))]);
    const coverage = Object.fromEntries(counts) as Extract<Line, { coverage: unknown }>["coverage"];
    const chanceOfNew = 0.4 * Math.exp(-part * 4) + 0.002;
    return { coverage, executions: Math.round(sampled * part), chanceOfNew, at: SECONDS * part };
  });
}
