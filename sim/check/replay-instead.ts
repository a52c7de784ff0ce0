/** `check` on one tape, instead of a search: the way from a failed test's last line back to it. */
import { readFaultText } from "../fault/fault-setting.ts";
import { UsageError } from "../finding/usage-error.ts";
import { showDivergence } from "../strategy/divergence.ts";
import { RandomStrategy } from "../strategy/random.ts";
import { decodeTape } from "../tape/codec.ts";
import { compareHeaders } from "../tape/header.ts";
import type { CheckOptions, CheckReport } from "./check.ts";
import { CheckFailed } from "./check-failed.ts";
import { headerOf } from "./header.ts";
import { investigateTape } from "./investigate.ts";
import type { Program } from "./program.ts";
import { Runner } from "./runner.ts";

/**
 * Throws a `CheckFailed` when the tape fails, a `TapeError` or `UsageError` when it cannot be
 * replayed. Null for a tape of another check, which the environment may well hold.
 */
export function replayInstead(program: Program, text: string, options: CheckOptions): CheckReport | null {
  const { memory = "sc", seed = "reveille" } = options;
  const { header, tape } = decodeTape(text);
  const faults = readFaultText(header.faults, "the tape's faults");
  const [mismatch] = compareHeaders(header, headerOf(program, memory, faults));
  if (mismatch?.field === "program" && options.replay === undefined) return null;
  if (mismatch !== undefined) throw new UsageError(mismatch.message);
  const runner = new Runner(program, { strategy: new RandomStrategy(), memory, faults });
  const run = runner.replay(tape, "strict", false);
  if (run.divergence !== null) {
    throw new UsageError(
      `${showDivergence(run.divergence)}: the model has changed since; leave the tape away to search again`,
    );
  }
  if (run.finding !== null) throw new CheckFailed(investigateTape(runner, tape), 1);
  return {
    name: program.name,
    seed,
    strategy: "replay",
    memory,
    executions: 1,
    steps: run.steps,
    distinctSchedules: 1,
    complete: false,
    bounds: [],
    warnings: ["the tape replays without a finding: leave it away to search again"],
    finding: null,
  };
}
