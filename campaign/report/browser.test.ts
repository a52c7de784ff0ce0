/** The pages in a headless Chromium: what a person clicks, presses and reads. */
import axe from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchChromium } from "./testing/browser.ts";
import { type Pages, writePages } from "./testing/pages.ts";

const executable = chromiumPath();
if (executable === null) {
  const line = "no Chromium found (`apt-get install chromium`, or its path in REVEILLE_CHROMIUM)";
  if (process.env.CI === "true") throw new Error(`the report's pages cannot be tested: ${line}`);
  process.stderr.write(`\nnot tested: the report's pages in a browser: ${line}\n`);
}

describe.runIf(executable !== null)("a report in a browser", { timeout: 60_000 }, () => {
  let browser: Browser;
  let pages: Pages;
  let page: Page;
  /** Requests beyond the file itself, and all that the console complains of. */
  const wrong: string[] = [];

  beforeAll(async () => {
    [browser, pages] = await Promise.all([launchChromium(executable ?? ""), writePages()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
    page.on("console", (message) => wrong.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (!/^(file|data):/.test(request.url())) wrong.push(`request: ${request.url()}`);
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    pages?.remove();
  });

  const open = async (url: string, width = 1280): Promise<void> => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("about:blank");
    await page.goto(url);
  };
  const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? "";
  const position = (): Promise<string> => textOf(page.locator(".position"));
  /** Of all of axe's rules, or of those named. */
  const violations = async (...runOnly: string[]): Promise<string[]> => {
    await page.evaluate(axe.source);
    const options = { resultTypes: ["violations"], ...(runOnly.length === 0 ? {} : { runOnly }) };
    const { violations: found } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as {
      violations: { id: string; nodes: unknown[] }[];
    };
    return found.map(({ id, nodes }) => `${id}: ${JSON.stringify(nodes).slice(0, 400)}`);
  };
  const overflow = (): Promise<number> =>
    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

  it("says what broke, and steps by keys through what was done to the state word", async () => {
    await open(pages.finding);
    expect(await textOf(page.getByRole("heading", { level: 1 }))).toContain("parks after the last wake");
    await page.getByRole("listbox", { name: "Timeline" }).focus();
    const state = page.getByRole("region", { name: "State of waker.state" });
    for (let i = 0; i < 12 && (await state.count()) === 0; i++) await page.keyboard.press("ArrowDown");
    expect(await state.locator(".bit.changed").allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining("WAKING set, changed by this step")]),
    );
    const before = await textOf(state);
    await page.keyboard.press("ArrowRight");
    expect(await textOf(state)).not.toBe(before);
    expect(await textOf(page.locator(".source .here"))).toContain("yield*");
    expect(await page.locator("[aria-selected=true].row").getAttribute("id")).toBe(
      await page.getByRole("listbox").getAttribute("aria-activedescendant"),
    );
  });

  it("goes to both ends, takes j and k anywhere, and explains its keys", async () => {
    await open(pages.finding);
    for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
    expect(await position()).toMatch(/^3 of /);
    await page.getByRole("button", { name: "Last step" }).click();
    const [at, of] = (await position()).split(" of ");
    expect(at).toBe(of);
    expect(await textOf(page.getByRole("complementary", { name: "Chosen step" }))).toContain("never let on");
    await page.getByRole("listbox").focus();
    await page.keyboard.press("Home");
    expect(await position()).toMatch(/^1 of /);
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog", { name: "Keys" }).isVisible()).toBe(true);
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await position()).toMatch(/^1 of /);
  });

  it("hides threads and other objects", async () => {
    await open(pages.finding);
    const rows = page.locator(".row.step");
    const all = await rows.count();
    await page.getByRole("button", { name: "notifier", exact: true }).click();
    expect(await rows.count()).toBeLessThan(all);
    await page.getByRole("button", { name: "notifier", exact: true }).click();
    await page.getByLabel("object").selectOption({ label: "waker.state" });
    for (const text of await rows.allTextContents()) expect(text).toContain("waker.state.");
  });

  it("shows the run as it was found beside the shrunk one", async () => {
    await open(pages.finding);
    await page.getByRole("tab", { name: /^Shrunk/ }).focus();
    await page.keyboard.press("ArrowRight");
    const tab = page.getByRole("tab", { name: /^As found/ });
    expect(await tab.getAttribute("aria-selected")).toBe("true");
    expect(await page.getByRole("tabpanel").getAttribute("id")).toBe(await tab.getAttribute("aria-controls"));
    expect(await position()).toMatch(/^1 of /);
  });

  it("copies the line that replays it", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(pages.finding);
    await page.getByRole("button", { name: "Copy the command: again" }).click();
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/^npx reveille replay rv1\./);
  });

  it("marks stale reads, and leads back to the write that was read", async () => {
    await open(pages.weak);
    await page.getByRole("button", { name: "Last step" }).click();
    const panel = page.getByRole("complementary", { name: "Chosen step" });
    expect(await textOf(panel)).toMatch(/reads from\s*the initial value\s*stale/);
    await page.keyboard.press("k");
    expect(await page.locator("path.arrow.read.active").count()).toBe(1);
    await panel.getByRole("button", { name: /^step \d+$/ }).click();
    expect(await textOf(page.locator(".row.chosen"))).toContain("flag.store");
  });

  it("lists a campaign's findings, sorts them, opens one and comes back", async () => {
    await open(pages.campaign);
    const body = page.getByRole("region", { name: "Findings" }).locator("tbody");
    const steps = async (): Promise<number[]> => (await body.locator("td:nth-child(4)").allTextContents()).map(Number);
    await page.getByRole("button", { name: "steps", exact: true }).first().click();
    const descending = await steps();
    expect(descending).toEqual([...descending].sort((a, b) => b - a));
    await page
      .getByRole("region", { name: "Findings" })
      .getByRole("button", { name: /^steps/ })
      .click();
    expect(await steps()).toEqual(descending.reverse());
    expect(await page.getByRole("img", { name: /^conflict: / }).count()).toBe(1);
    expect(await page.getByText("the worker was killed").count()).toBe(1);
    await body.getByRole("link").first().click();
    await page.getByRole("listbox", { name: "Timeline" }).waitFor();
    await page.getByRole("link", { name: /all of the campaign/ }).click();
    await body.waitFor();
  });

  it("keeps long runs in view while it steps quickly through them", async () => {
    await open(pages.campaign);
    await page.getByRole("link", { name: /sleeps after the last wake/ }).click();
    await page.getByRole("listbox").focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("PageDown");
    for (let i = 0; i < 20; i++) await page.keyboard.press("j");
    expect(await position()).toMatch(/^71 of /);
    const row = await page.locator(".row.chosen").boundingBox();
    expect(row?.y).toBeGreaterThan(0);
    expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual(900);
    expect(await page.locator(".row").count()).toBeLessThan(60);
  });

  it("is dark where asked, and readable and without obstacles either way", async () => {
    for (const url of [pages.finding, pages.campaign]) {
      await open(url);
      const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
      const light = await background();
      expect(await violations()).toEqual([]);
      await page.getByRole("button", { name: "Dark" }).click();
      expect(await background()).not.toBe(light);
      // Nothing but the colours is other than it was.
      expect(await violations("color-contrast")).toEqual([]);
    }
  });

  it("fits 400 pixels without scrolling sideways", async () => {
    for (const url of [pages.finding, pages.weak, pages.campaign]) {
      await open(url, 400);
      expect(await overflow()).toBe(0);
    }
    await open(pages.finding, 400);
    await page.keyboard.press("j");
    expect(await page.locator(".row.chosen .who").count()).toBe(1);
  });

  it("begins with a link past its head, and shows where the focus is", async () => {
    await open(pages.campaign);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
  });

  it("asked for nothing from anywhere, and had nothing to complain of", () => {
    expect(wrong).toEqual([]);
  });
});
