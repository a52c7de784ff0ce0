/** `reveille report FINDING.json|DIR`: one HTML file to read a finding or a campaign in. */
import { statSync } from "node:fs";
import path from "node:path";
import { type Command, Option } from "commander";
import { VERSION } from "../../sim/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ReportData } from "../report/data.ts";
import { WHOLE } from "../report/finding-view.ts";
import { SourceLines } from "../report/source-lines.ts";
import { campaignOf, pageOf, viewOfFile, writePage } from "../report/write-report.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import type { CommandLine } from "./command-line.ts";
import { type Context, contextOf } from "./context.ts";
import type { SharedOptions } from "./shared-options.ts";

export function addReport({ command, done, io }: CommandLine): void {
  command("report <what>", "a finding's file, or the folder of a campaign, as one HTML file")
    .addOption(
      new Option("--out <file>", "where to write it; default: beside the finding, or report.html in the folder"),
    )
    .action(async (what: string, own: { readonly out?: string }, self: Command) => {
      done(await report(what, own.out, contextOf(self.optsWithGlobals<SharedOptions>(), io)));
    });
}

async function report(what: string, wanted: string | undefined, { out, catalogue }: Context): Promise<ExitCode> {
  const campaign = isFolder(what);
  const file = wanted ?? (campaign ? path.join(what, "report.html") : `${what.replace(/\.json$/, "")}.html`);
  const data: ReportData = campaign
    ? { page: "campaign", version: VERSION, campaign: await campaignOf(what, catalogue) }
    : { page: "finding", version: VERSION, finding: await viewOfFile(what, catalogue, new SourceLines(), WHOLE) };
  writePage(file, await pageOf(data));
  for (const problem of problemsOf(data)) out.note(`note: ${problem}`);
  out.record({ report: file, page: data.page, findings: data.page === "finding" ? 1 : data.campaign.findings.length });
  out.text(`wrote ${file}`);
  return EXIT.nothingFound;
}

/** A report of what can no longer be replayed is still written, and says so here and there. */
function problemsOf(data: ReportData): string[] {
  const views = data.page === "finding" ? [data.finding] : data.campaign.findings.map(({ view }) => view);
  return views.flatMap(({ file, problem }) => (problem === null ? [] : [`${file}: ${problem}`]));
}

function isFolder(what: string): boolean {
  try {
    return statSync(what).isDirectory();
  } catch (thrown) {
    throw new UsageProblem(`cannot report on ${what}: ${fileReasonOf(thrown)}`);
  }
}
