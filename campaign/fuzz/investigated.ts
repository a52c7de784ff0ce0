/** What a failure turns out to be: its finding file, and what `--json` prints of it. */
import {
  createStrategy,
  decodeTape,
  encodeTape,
  headerOf,
  investigate,
  investigateTape,
  type Report,
  Runner,
  type Scenario,
} from "../../sim/index.ts";
import { type FindingFile, findingFile } from "../finding/finding-file.ts";
import { runJson } from "../finding/finding-json.ts";
import { type CampaignSettings, seedOf } from "./settings.ts";
import type { Failure } from "./span.ts";

export interface Investigated {
  readonly file: FindingFile;
  /** Of the execution as it was found. */
  readonly json: object;
}

/** Executes the smallest instance of `failure` again, shrinks it until `shouldStop` and tells all of it. */
export function investigateFailure(
  scenario: Scenario,
  settings: CampaignSettings,
  failure: Failure,
  shouldStop: () => boolean,
): Investigated {
  const { memory, faults } = settings;
  const { index, strategy, tape } = failure.smallest;
  const runner = new Runner(scenario, { strategy: createStrategy(strategy), memory, faults });
  const seed = seedOf(settings, index);
  const known = tape === null ? null : decodeTape(tape).tape;
  const original = known === null ? runner.record(seed, false) : runner.replay(known, "strict", false);
  const report: Report =
    known === null
      ? { ...investigate(runner, seed, { seen: failure, shouldStop }), strategy }
      : { ...investigateTape(runner, known, { shouldStop }), strategy };
  const originalTape = encodeTape(original.tape, headerOf(scenario, memory, faults));
  return { file: findingFile(report, originalTape, faults), json: runJson(report, original, report) };
}
