/** From a finding's file or a campaign's folder to the text of its report. */
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Runner, VERSION } from "../../sim/index.ts";
import { type FindingFile, readFindingFile } from "../finding/finding-file.ts";
import { readGiven, runnerFor } from "../finding/given.ts";
import { journalPath, readJournal } from "../fuzz/journal.ts";
import type { Catalogue } from "../scenarios/catalogue.ts";
import { fileReasonOf, UsageProblem } from "../usage-problem.ts";
import { bundlePage } from "./bundle.ts";
import { campaignView } from "./campaign-view.ts";
import type { CampaignView, FindingView, ReportData } from "./data.ts";
import { AMONG_MANY, findingView, WHOLE } from "./finding-view.ts";
import { reportHtml } from "./html.ts";
import type { StepLimit } from "./run-view.ts";
import { SourceLines } from "./source-lines.ts";

/** A finding on a page of its own, replayed by `runner`. */
export async function findingReport(file: string, finding: FindingFile, runner: Runner): Promise<string> {
  const view = await findingView(path.basename(file), finding, async () => runner, new SourceLines(), WHOLE);
  return pageOf({ page: "finding", version: VERSION, finding: view });
}

/** The finding in `file`, replayed with the catalogue's scenario. */
export async function viewOfFile(
  file: string,
  catalogue: Catalogue,
  lines: SourceLines,
  limit: StepLimit,
): Promise<FindingView> {
  const runnerOf = async (): Promise<Runner> => (await runnerFor(readGiven(file), catalogue, {}, true)).runner;
  return await findingView(path.basename(file), readFindingFile(file), runnerOf, lines, limit);
}

/** A campaign's folder; throws a `UsageProblem` where none left its journal there. */
export async function campaignOf(folder: string, catalogue: Catalogue): Promise<CampaignView> {
  const journal = readJournal(folder);
  if (journal === null) {
    throw new UsageProblem(
      `cannot report on ${folder}: there is no ${path.basename(journalPath(folder))} in it; take the folder of a campaign (\`reveille fuzz --out DIR\`)`,
    );
  }
  const wanted = new Set(journal.header.scenarios);
  const loaded = await catalogue.matching([]);
  const scenarios = new Map(
    loaded.flatMap(({ scenario }) => (wanted.has(scenario.name) ? [[scenario.name, scenario] as const] : [])),
  );
  const lines = new SourceLines();
  const views: FindingView[] = [];
  for (const file of findingFilesIn(folder)) views.push(await viewOfFile(file, catalogue, lines, AMONG_MANY));
  return campaignView(folder, journal, scenarios, views);
}

/** Whatever else lies in the folder (a corpus, checkpoints) is none. */
function findingFilesIn(folder: string): string[] {
  const isFinding = (file: string): boolean => {
    try {
      readFindingFile(file);
      return true;
    } catch (thrown) {
      if (thrown instanceof UsageProblem) return false;
      throw thrown;
    }
  };
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names
    .sort()
    .map((name) => path.join(folder, name))
    .filter(isFinding);
}

export async function pageOf(data: ReportData): Promise<string> {
  return reportHtml(data, await bundlePage());
}

/** Throws a `UsageProblem` when it cannot be written. */
export function writePage(file: string, html: string): void {
  try {
    writeFileSync(file, html);
  } catch (thrown) {
    throw new UsageProblem(`cannot write the report ${file}: ${fileReasonOf(thrown)}`);
  }
}
