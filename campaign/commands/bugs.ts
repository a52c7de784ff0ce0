/** `reveille bugs`: puts each known bug back and hunts it; the table of seeds to find. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Command } from "commander";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { Interruption } from "../interruption.ts";
import { type BugResult, huntBug } from "../known-bugs/hunt-bug.ts";
import { listKnownBugs } from "../known-bugs/list.ts";
import { PatchedLoader } from "../known-bugs/load-patched.ts";
import { counted } from "../output/numbers.ts";
import type { Output } from "../output/output.ts";
import { matching } from "../scenarios/select.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";

export function addBugs({ command, done, io }: CommandLine): void {
  command("bugs [patterns...]", "hunt the known bugs; the table of seeds to find").action(
    async (patterns: string[], _own, self: Command) => {
      const options = self.optsWithGlobals<SharedOptions>();
      done(await bugs(patterns, options, contextOf(options, io)));
    },
  );
}

async function bugs(patterns: readonly string[], options: SharedOptions, { out }: Context): Promise<ExitCode> {
  const all = await listKnownBugs();
  const chosen = new Set(
    matching(
      all.map(({ id }) => id),
      patterns,
      "known bug",
    ),
  );
  const loader = new PatchedLoader();
  const width = Math.max(...[...chosen].map((id) => id.length));
  const results: BugResult[] = [];
  const interruption = new Interruption();
  out.text(headline(width));
  for (const bug of all.filter(({ id }) => chosen.has(id))) {
    await nextTurn(); // signals arrive only between the hunts
    if (interruption.requested) break;
    const result = await huntBug(bug, loader, options);
    results.push(result);
    out.record(jsonOf(result));
    out.text(row(result, width, out));
    if (result.complaint !== null) out.note(`${bug.id}: ${result.complaint}`);
  }
  const failed = results.filter(({ complaint }) => complaint !== null);
  out.text(
    `\n${counted(results.length, "known bug")}, ${failed.length === 0 ? "all as they must be" : `${failed.length} not as they must be`}`,
  );
  interruption.release();
  if (interruption.requested) {
    out.note(`interrupted after ${results.length} of ${counted(chosen.size, "known bug")}`);
    return EXIT.interrupted;
  }
  return failed.length === 0 ? EXIT.nothingFound : EXIT.findings;
}

function headline(width: number): string {
  return `${"bug".padEnd(width)}  ${"found".padEnd(14)}  ${"strategy".padEnd(10)}  ${"seeds".padStart(6)}  steps, shrunk`;
}

function row(result: BugResult, width: number, out: Output): string {
  const { bug, strategy, iterations, complaint } = result;
  const line = `${bug.id.padEnd(width)}  ${foundText(result).padEnd(14)}  ${strategy.padEnd(10)}  ${`${iterations}`.padStart(6)}  ${sizeText(result)}`;
  return complaint === null ? line : out.paint("red", line);
}

/** The finding's kind; of a control that it is silent, or proved to be so: in all executions there are. */
function foundText({ bug, finding, proved }: BugResult): string {
  if (finding !== null) return finding.kind;
  if (bug.breaks !== null) return "-";
  return proved ? "proved" : "silent";
}

function sizeText({ finding, report, proved, bounds }: BugResult): string {
  if (report !== null) return `${report.original.steps} -> ${report.shrunk.steps}`;
  if (finding !== null) return "an execution graph that no tape expresses";
  return proved && bounds.length > 0 ? `at most ${bounds.join(", ")}` : "";
}

function jsonOf({ bug, strategy, iterations, finding, report }: BugResult): object {
  return {
    bug: bug.id,
    scenario: bug.scenario,
    found: finding !== null,
    kind: finding?.kind ?? null,
    strategy,
    iterations,
    stepsFound: report?.original.steps ?? null,
    stepsShrunk: report?.shrunk.steps ?? null,
  };
}
