/** The Chromium that is installed, for tests and pictures. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Its path: `REVEILLE_CHROMIUM`, or where it usually lies; null where there is none. */
export function chromiumPath(): string | null {
  const wanted = process.env.REVEILLE_CHROMIUM;
  return [...(wanted === undefined ? [] : [wanted]), ...USUAL].find((file) => existsSync(file)) ?? null;
}

/** `--no-sandbox`: CI runs as root in a container, and the page is our own. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--force-color-profile=srgb"] });
}
