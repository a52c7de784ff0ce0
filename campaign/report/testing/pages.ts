/** The pages that tests walk through and of which docs/ keeps pictures. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { VERSION } from "../../../sim/index.ts";
import { findingPath, writeFindingFile } from "../../finding/finding-file.ts";
import { Catalogue } from "../../scenarios/catalogue.ts";
import { PACKAGE_ROOT } from "../../scenarios/package-root.ts";
import { WHOLE } from "../finding-view.ts";
import { SourceLines } from "../source-lines.ts";
import { campaignOf, pageOf, viewOfFile, writePage } from "../write-report.ts";
import { writeCampaignFolder } from "./campaign-folder.ts";
import { findingOf } from "./findings.ts";

/** Of the clone, whatever the current folder has. */
const SHIPPED = path.join(PACKAGE_ROOT, "campaign/report/testing/reveille.config.json");
const WEAK = path.join(PACKAGE_ROOT, "campaign/testing/weak/reveille.config.json");

export interface Pages {
  /** URLs of files. */
  readonly finding: string;
  readonly weak: string;
  readonly campaign: string;
  remove(): void;
}

export async function writePages(): Promise<Pages> {
  const root = mkdtempSync(path.join(tmpdir(), "reveille-report-"));
  const folder = path.join(root, "nightly");
  mkdirSync(folder);
  const shipped = new Catalogue(SHIPPED);
  const weak = new Catalogue(WEAK);
  const timer = await findingOf(shipped, "local/wake-after-executor-ended");
  const waker = await findingOf(shipped, "atomic-waker/check-before-register");
  const flag = await findingOf(weak, "weak/flag-without-data", { memory: "rc11" });
  const write = async (name: string, catalogue: Catalogue, finding: typeof waker): Promise<string> => {
    const file = findingPath(folder, name);
    writeFindingFile(file, finding);
    const view = await viewOfFile(file, catalogue, new SourceLines(), WHOLE);
    return save(name, await pageOf({ page: "finding", version: VERSION, finding: view }));
  };
  const save = (name: string, html: string): string => {
    const file = path.join(folder, `${name}.html`);
    writePage(file, html);
    return pathToFileURL(file).href;
  };
  const findingUrl = await write("finding", shipped, waker);
  const weakUrl = await write("weak", weak, flag);
  rmSync(findingPath(folder, "finding"));
  rmSync(findingPath(folder, "weak"));
  const scenarios = ["atomic-waker/check-before-register", "local/wake-after-executor-ended", "sync/gone-since"];
  writeCampaignFolder(folder, scenarios, [waker, timer]);
  const campaign = save(
    "campaign",
    await pageOf({ page: "campaign", version: VERSION, campaign: await campaignOf(folder, shipped) }),
  );
  return {
    finding: findingUrl,
    weak: weakUrl,
    campaign,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
