/** The one error that a failed `check` throws. */
import { renderReport } from "../report/render.ts";
import type { Report } from "../report/report.ts";
import { REPLAY_VARIABLE } from "./environment.ts";

export class CheckFailed extends Error {
  override readonly name = "CheckFailed";
  readonly report: Report;

  /** `executions`: how many runs it took to find. `again`: the line that repeats it, where that is not a `check`. */
  constructor(report: Report, executions: number, again = replayLine(report)) {
    const runs = executions === 1 ? "in the first run" : `in run ${executions}`;
    super(`found ${runs}\n\n${renderReport(report, { again })}\n`);
    this.report = report;
  }
}

/** Runs the one test again, on the one tape. `-t` takes a pattern, the shell takes quotes. */
function replayLine({ tape, scenario }: Report): string {
  const pattern = scenario.replace(/[\\^$.*+?()[\]{}|"`!]/g, ".");
  return `${REPLAY_VARIABLE}=${tape} npx vitest -t "${pattern}"`;
}
