/**
 * `npm run docs:screenshots`: the pictures in docs/screenshots/, of what the commands write: a campaign
 * over a copy of the sources with known bugs in it, and the report of one of its findings.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { readFindingFile } from "../../finding/finding-file.ts";
import { PACKAGE_ROOT } from "../../scenarios/package-root.ts";
import { chromiumPath, launchChromium } from "./browser.ts";
import { patchedClone } from "./patched-clone.ts";

const FOLDER = path.join(PACKAGE_ROOT, "docs/screenshots");
const BUGS = [
  "atomic-waker/syn-aw-register-drops-handover",
  "broadcast/broadcast-clone-under-read-lock",
  "io-faults/syn-timer-waker-registered-once",
];
const PATTERNS = ["atomic-waker/*", "sync/broadcast-*", "io/fault-loss"];
/** The scenario whose finding is shown. */
const SHOWN = "atomic-waker/handover";

interface Picture {
  readonly name: string;
  readonly page: "finding" | "campaign";
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly steps?: number;
}

const PICTURES: readonly Picture[] = [
  { name: "finding", page: "finding", width: 1280, height: 960, steps: 6 },
  { name: "finding-dark", page: "finding", width: 1280, height: 960, steps: 6, dark: true },
  { name: "finding-400", page: "finding", width: 400, height: 900, steps: 6 },
  { name: "campaign", page: "campaign", width: 1280, height: 1200 },
  { name: "campaign-400", page: "campaign", width: 400, height: 1100 },
];

const executable = chromiumPath();
if (executable === null) {
  process.stderr.write("error: no Chromium found: install it, or say where it is in REVEILLE_CHROMIUM\n");
  process.exitCode = 2;
} else {
  const root = mkdtempSync(path.join(tmpdir(), "reveille-screenshots-"));
  try {
    await takeAll(executable, await pagesOf(path.join(root, "clone")));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** URLs, by page. */
async function pagesOf(clone: string): Promise<Readonly<Record<Picture["page"], string>>> {
  await patchedClone(clone, BUGS);
  reveille(clone, "fuzz", ...PATTERNS, "--time", "25s", "--seed", "nightly", "--out", "nightly");
  reveille(clone, "report", "nightly");
  const folder = path.join(clone, "nightly");
  const findings = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const shown = findings.find((name) => readFindingFile(path.join(folder, name)).scenario === SHOWN);
  if (shown === undefined)
    throw new Error(`the campaign found nothing in ${SHOWN}: choose another bug or a longer time`);
  const urlOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  return { finding: urlOf(shown.replace(/json$/, "html")), campaign: urlOf("report.html") };
}

/** The command line in `clone`, up to its end; 1 is the code of a campaign that found something. */
function reveille(clone: string, ...args: readonly string[]): void {
  process.stdout.write(`reveille ${args.join(" ")}\n`);
  try {
    execFileSync(process.execPath, ["campaign/reveille.mjs", ...args], {
      cwd: clone,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } catch (thrown) {
    if ((thrown as { readonly status?: number }).status !== 1) throw thrown;
  }
}

async function takeAll(executablePath: string, pages: Readonly<Record<Picture["page"], string>>): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launchChromium(executablePath);
  for (const picture of PICTURES) {
    const { width, height, dark = false } = picture;
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? "dark" : "light" });
    await page.goto(pages[picture.page]);
    await take(page, picture);
    await page.close();
  }
  await browser.close();
}

async function take(page: Page, { name, steps = 0 }: Picture): Promise<void> {
  for (let i = 0; i < steps; i++) await page.keyboard.press("j");
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  process.stdout.write(`wrote ${path.relative(PACKAGE_ROOT, file)}\n`);
}
