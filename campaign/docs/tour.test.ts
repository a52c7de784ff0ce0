import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TOUR, tourTraces, withTraces } from "./tour.ts";

describe("docs/tour.md", () => {
  const page = readFileSync(TOUR, "utf8");

  it("shows at each stop what the model does there (else: npm run docs:write)", async () => {
    expect(withTraces(page, await tourTraces())).toBe(page);
  });

  it("stops at every stop", async () => {
    const asked = [...page.matchAll(/<!-- trace: (\S+) -->/g)].map(([, name]) => name);
    expect(asked).toEqual([...(await tourTraces()).keys()]);
  });

  it("names files that exist", () => {
    const links = [...page.matchAll(/\]\(\.\.\/([^)#]+)\)/g)].map(([, file]) => file ?? "");
    expect(links.length).toBeGreaterThan(10);
    for (const file of links) expect(() => readFileSync(new URL(`../../${file}`, import.meta.url))).not.toThrow();
  });

  it("notices a trace that moved, and a stop that there is not", () => {
    const block = (name: string, text: string): string => `<!-- trace: ${name} -->\n\`\`\`text\n${text}\n\`\`\`\n`;
    const traces = new Map([["a", "new"]]);
    expect(withTraces(block("a", "old"), traces)).toBe(block("a", "new"));
    expect(() => withTraces(block("b", "old"), traces)).toThrow('asks for the trace "b": the stops are a');
  });
});
