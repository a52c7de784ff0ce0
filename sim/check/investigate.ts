/**
 * What is done with a failing run before anybody hears of it: executed again twice, shrunk, and the
 * shrunk run executed again. Where two runs part, that is the finding: `nondeterminism`.
 */
import type { Finding } from "../finding/finding.ts";
import { UsageError } from "../finding/usage-error.ts";
import { faultReport } from "../report/fault-report.ts";
import { fingerprintOf } from "../report/fingerprint.ts";
import type { Report, RunSize } from "../report/report.ts";
import { showDivergence } from "../strategy/divergence.ts";
import { ReplayStrategy } from "../strategy/replay.ts";
import { encodeTape } from "../tape/codec.ts";
import type { Tape } from "../tape/tape.ts";
import { Budget } from "./budget.ts";
import { findDecisive } from "./decisive.ts";
import { headerOf } from "./header.ts";
import type { Outcome, Recording } from "./outcome.ts";
import { lostVerdict, partOf, type Seen } from "./part.ts";
import type { Runner } from "./runner.ts";
import { shrink } from "./shrink/shrink.ts";

/** Share of the budget; the rest is for the decisive switch. */
const SHRINKING = 0.6;
/** Longer runs are compared step by step twice, and by their ends from then on. */
const RECORDED_STEPS_MAX = 2_000;

export interface InvestigateOptions {
  /** Executions that may be spent on shrinking and on the decisive switch. Default 2000. */
  readonly budget?: number;
  /** How often the shrunk run is executed again. Default 10. */
  readonly again?: number;
  /** Asked in between: once true, what is known by then is reported, shrunk so far. */
  readonly shouldStop?: () => boolean;
  /** What the search saw: a recorded run that ends otherwise is `nondeterminism`. */
  readonly seen?: Seen;
}

/** `seed` failed: the report on it. */
export function investigate(runner: Runner, seed: string, options: InvestigateOptions = {}): Report {
  const first = runner.record(seed, false);
  const second = runner.record(seed, false);
  const parted = partOf(first, second) ?? lostVerdict(options.seen ?? null, first);
  if (parted !== null) return unstable(runner, seed, parted, first, second);
  return confirmed(runner, seed, first, options);
}

/** As `investigate`, for a run given by its tape. Throws a `UsageError` where the tape does not fail here. */
export function investigateTape(runner: Runner, tape: Tape, options: InvestigateOptions = {}): Report {
  const first = runner.replay(tape, "strict", false);
  if (first.divergence !== null) throw new UsageError(`the tape does not fit: ${showDivergence(first.divergence)}`);
  const second = runner.replay(tape, "strict", false);
  const parted = partOf(first, second);
  if (parted !== null) return unstable(runner, null, parted, first, second);
  if (first.finding === null) throw new UsageError("the tape replays without a finding: there is nothing to report");
  return confirmed(runner, null, first, options);
}

/** The failure is there each time: shrunk, and executed again. */
function confirmed(runner: Runner, seed: string | null, original: Recording, options: InvestigateOptions): Report {
  const executions = options.budget ?? 2_000;
  const tape = shrink(runner, original, new Budget(executions * SHRINKING, runner.stepsMax, options.shouldStop));
  const shrunk = runner.replay(tape, "strict");
  const lost = lostVerdict(original, shrunk);
  if (lost !== null) return unstable(runner, seed, lost, original, shrunk);
  const of = options.again ?? 10;
  let failed = 0;
  for (; failed < of; failed++) {
    if (shrunk.steps > RECORDED_STEPS_MAX && endsAlike(runner, tape, shrunk)) continue;
    const again = runner.replay(tape, "strict", false);
    const parted = partOf(shrunk, again);
    if (parted !== null) return unstable(runner, seed, parted, shrunk, again);
  }
  const left = new Budget(executions * (1 - SHRINKING), runner.stepsMax, options.shouldStop);
  const report = reportOf(runner, seed, shrunk, sizeOf(original), shrunk.finding as Finding); // as `original`, which has one
  return { ...report, again: { failed, of }, decisive: findDecisive(runner, shrunk, left) };
}

/** The runs part: that is what there is to report, unshrunk. */
export function unstable(
  runner: Runner,
  seed: string | null,
  parted: Finding,
  first: Recording,
  second: Recording,
): Report {
  const failed = [first, second].filter((run) => run.finding !== null).length;
  return { ...reportOf(runner, seed, first, sizeOf(first), parted), again: { failed, of: 2 } };
}

function reportOf(
  runner: Runner,
  seed: string | null,
  run: Recording,
  original: RunSize,
  finding: Finding,
): Omit<Report, "again"> {
  return {
    scenario: runner.program.name,
    seed,
    strategy: seed === null ? "replay" : runner.strategy.name,
    memory: runner.memory,
    finding,
    fingerprint: fingerprintOf(finding),
    tape: encodeTape(run.tape, headerOf(runner.program, runner.memory, runner.faults)),
    original,
    shrunk: sizeOf(run),
    trace: run.trace,
    traceHash: run.traceHash,
    waiting: run.waiting,
    options: run.options,
    faults: faultReport(runner.faults, runner.program.faults, run.faults),
    decisive: null,
  };
}

/** As a strict replay that is recorded, but only its end is compared: for runs that are long. */
function endsAlike(runner: Runner, tape: Tape, expected: Outcome): boolean {
  const strategy = new ReplayStrategy(tape, "strict");
  strategy.begin();
  const { fingerprint, steps, switches, scheduleHash } = runner.attempt(strategy);
  return (
    fingerprint === expected.fingerprint &&
    steps === expected.steps &&
    switches === expected.switches &&
    scheduleHash === expected.scheduleHash
  );
}

function sizeOf({ steps, switches }: Outcome): RunSize {
  return { steps, switches };
}
