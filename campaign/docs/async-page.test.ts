import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ASYNC_PAGE, asyncTraces } from "./async-page.ts";
import { withTraces } from "./tour.ts";

describe("docs/async.md", () => {
  const page = readFileSync(ASYNC_PAGE, "utf8");

  it("shows what the example does (else: npm run docs:write)", async () => {
    const traces = await asyncTraces();
    for (const name of traces.keys()) expect(page).toContain(`<!-- trace: ${name} -->`);
    expect(withTraces(page, traces)).toBe(page);
  });

  it("names files that exist", () => {
    const links = [...page.matchAll(/\]\(\.\.\/([^)#]+)\)/g)].map(([, file]) => file ?? "");
    expect(links.length).toBeGreaterThan(3);
    for (const file of links) expect(() => readFileSync(new URL(`../../${file}`, import.meta.url))).not.toThrow();
  });
});
