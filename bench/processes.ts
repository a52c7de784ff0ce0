/**
 * One campaign over the scenarios of a component, by one process and by two: executions a second of the
 * wall, once everything has started, as its journal tells them. Each runs twice, in turns, for the
 * machine's own pace.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const LAUNCHER = path.resolve(import.meta.dirname, "../campaign/reveille.mjs");
const SECONDS = 30;
/** What comes before is not counted: processes start, and the compiler gets to know the model. */
const WARM_SECONDS = 15;

export interface Scaling {
  readonly jobs: number;
  readonly executionsPerSecond: number;
}

export function scaling(): readonly Scaling[] {
  const turns = [1, 2, 2, 1].map((jobs) => ({ jobs, executionsPerSecond: executionsPerSecond(jobs) }));
  return [1, 2].map((jobs) => {
    const own = turns.filter((turn) => turn.jobs === jobs);
    return { jobs, executionsPerSecond: own.reduce((sum, turn) => sum + turn.executionsPerSecond, 0) / own.length };
  });
}

function executionsPerSecond(jobs: number): number {
  const out = mkdtempSync(path.join(tmpdir(), "reveille-bench-"));
  try {
    const settings = ["--strategy", "random", "--seed", "bench", "--time", `${SECONDS}s`, "--jobs", String(jobs)];
    execFileSync(process.execPath, [LAUNCHER, "fuzz", "task/*", ...settings, "--out", out], { stdio: "ignore" });
    const spans = readFileSync(path.join(out, "journal.jsonl"), "utf8")
      .split("\n")
      .flatMap((line) => (line.startsWith('{"span"') ? [JSON.parse(line) as SpanLine] : []))
      .filter(({ at }) => at >= WARM_SECONDS);
    return spans.reduce((sum, { sums }) => sum + sums.executions, 0) / (SECONDS - WARM_SECONDS);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** What is looked at of it. */
interface SpanLine {
  readonly sums: { readonly executions: number };
  /** In seconds since the campaign began. */
  readonly at: number;
}
