/** A finding's file as the page shows it: both of its tapes replayed, and the lines of the model beside them. */
import { decisiveText, decodeTape, faultReportText, type Recording, type Runner, TapeError } from "../../sim/index.ts";
import type { FindingFile } from "../finding/finding-file.ts";
import { counted } from "../output/numbers.ts";
import type { FindingView, RunView } from "./data.ts";
import { runView, type StepLimit } from "./run-view.ts";
import type { SourceLines } from "./source-lines.ts";

/** Shrunk runs are short; that of a livelock may not be. */
export const WHOLE: StepLimit = { head: 400, tail: 1_600 };
/** Where many findings share a file. */
export const AMONG_MANY: StepLimit = { head: 100, tail: 400 };

/** `runner` as a function, since finding it may fail: the view then says why, and shows what the file itself knows. */
export async function findingView(
  file: string,
  finding: FindingFile,
  runnerOf: () => Promise<Runner>,
  lines: SourceLines,
  limit: StepLimit,
): Promise<FindingView> {
  const { shrunk, original, problem } = await bothRuns(finding, runnerOf, limit);
  const {
    scenario,
    kind,
    invariant,
    message,
    details,
    seed,
    strategy,
    memory,
    version,
    again,
    options,
    decisive,
    text,
  } = finding;
  return {
    file,
    fingerprint: finding.fingerprint,
    scenario,
    kind,
    invariant,
    message,
    details,
    seed,
    strategy,
    memory,
    version,
    again,
    options,
    faults: finding.faults === null ? null : faultReportText(finding.faults),
    decisive:
      decisive === null
        ? null
        : {
            afterStep: decisive.afterStep,
            text: `the switch after step ${decisive.afterStep}: ${decisiveText(decisive)}`,
          },
    replay: finding.reproduce.replay,
    run: finding.reproduce.run,
    shrunk,
    original,
    problem,
    sources: lines.of([shrunk, original]),
    text,
  };
}

interface BothRuns {
  readonly shrunk: RunView | null;
  readonly original: RunView | null;
  readonly problem: string | null;
}

async function bothRuns(finding: FindingFile, runnerOf: () => Promise<Runner>, limit: StepLimit): Promise<BothRuns> {
  let runner: Runner;
  try {
    runner = await runnerOf();
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return { shrunk: null, original: null, problem: thrown.message };
  }
  const shrunk = replayed(runner, finding, finding.tape, "shrunk");
  // A bare tape has no other that it was shrunk from.
  const original =
    finding.originalTape === finding.tape ? NO_RUN : replayed(runner, finding, finding.originalTape, "original");
  return {
    shrunk: shrunk.recording === null ? null : runView(shrunk.recording, limit),
    original: original.recording === null ? null : runView(original.recording, limit),
    problem: shrunk.problem ?? original.problem,
  };
}

interface Replayed {
  readonly recording: Recording | null;
  readonly problem: string | null;
}

const NO_RUN: Replayed = { recording: null, problem: null };

/** A run that no longer shows the finding is shown all the same, and said to be another. */
function replayed(runner: Runner, finding: FindingFile, text: string, which: string): Replayed {
  let recording: Recording;
  try {
    recording = runner.replay(decodeTape(text).tape, "strict", true);
  } catch (thrown) {
    if (!(thrown instanceof TapeError)) throw thrown;
    return { recording: null, problem: `the ${which} tape cannot be read: ${thrown.message}` };
  }
  const { divergence } = recording;
  const unsteady = finding.kind === "nondeterminism";
  if (divergence !== null) {
    const after = counted(divergence.step, "step");
    const why = unsteady ? "its runs differ" : "the model has changed since";
    return { recording, problem: `the ${which} run parts from its tape after ${after}: ${why}` };
  }
  // That runs differ is seen between two of them, and this is one.
  if (unsteady) return { recording, problem: null };
  if (recording.fingerprint === finding.fingerprint) return { recording, problem: null };
  return { recording, problem: `the ${which} tape does not show its ${finding.kind} any more: the model has changed` };
}
