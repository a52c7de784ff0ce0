/** A finding as `--json` shows it; the shape is fixed by DESIGN.md, "Command line". */
import type { Recording, Report } from "../../sim/index.ts";

export interface FindingJson {
  readonly kind: string;
  readonly invariant: string | null;
  readonly message: string;
  readonly fingerprint: string;
  /** The shrunk tape, for `reveille replay`. */
  readonly tape: string;
  readonly steps: number;
  readonly switches: number;
  readonly shrunkFrom: { readonly steps: number; readonly switches: number };
  /** Only where faults were planned: which could strike in the shrunk run, and which did. */
  readonly faults?: NonNullable<Report["faults"]>;
}

export function findingJson(report: Report): FindingJson {
  return {
    kind: report.finding.kind,
    invariant: report.finding.invariant,
    message: report.finding.message,
    fingerprint: report.fingerprint,
    tape: report.tape,
    steps: report.shrunk.steps,
    switches: report.shrunk.switches,
    shrunkFrom: report.original,
    ...(report.faults === null ? {} : { faults: report.faults }),
  };
}

export interface RunIdentity {
  readonly scenario: string;
  readonly seed: string | null;
  readonly strategy: string;
  readonly memory: string;
}

/** One execution, and what it found. */
export function runJson(run: RunIdentity, recording: Recording, report: Report | null): object {
  return {
    scenario: run.scenario,
    seed: run.seed,
    strategy: run.strategy,
    memory: run.memory,
    steps: recording.steps,
    switches: recording.switches,
    traceHash: recording.traceHash,
    finding: report === null ? null : findingJson(report),
  };
}
