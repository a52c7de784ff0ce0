/** `npm run docs:screenshots`: the pictures of the pages in docs/screenshots/. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { PACKAGE_ROOT } from "../../scenarios/package-root.ts";
import { chromiumPath, launchChromium } from "./browser.ts";
import { writePages } from "./pages.ts";

const FOLDER = path.join(PACKAGE_ROOT, "docs/screenshots");

interface Picture {
  readonly name: string;
  readonly page: "finding" | "weak" | "campaign";
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  readonly steps?: number;
}

const PICTURES: readonly Picture[] = [
  { name: "finding", page: "finding", width: 1280, height: 960, steps: 6 },
  { name: "finding-dark", page: "finding", width: 1280, height: 960, steps: 6, dark: true },
  { name: "finding-400", page: "finding", width: 400, height: 900, steps: 6 },
  { name: "campaign", page: "campaign", width: 1280, height: 1100 },
  { name: "campaign-400", page: "campaign", width: 400, height: 1100 },
];

const executable = chromiumPath();
if (executable === null) {
  process.stderr.write("error: no Chromium found: install it, or say where it is in REVEILLE_CHROMIUM\n");
  process.exitCode = 2;
} else {
  await takeAll(executable);
}

async function takeAll(executablePath: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const pages = await writePages();
  const browser = await launchChromium(executablePath);
  for (const picture of PICTURES) {
    const { width, height, dark = false } = picture;
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? "dark" : "light" });
    await page.goto(pages[picture.page]);
    await take(page, picture);
    await page.close();
  }
  await browser.close();
  pages.remove();
}

async function take(page: Page, { name, steps = 0 }: Picture): Promise<void> {
  for (let i = 0; i < steps; i++) await page.keyboard.press("j");
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  process.stdout.write(`wrote ${path.relative(PACKAGE_ROOT, file)}\n`);
}
