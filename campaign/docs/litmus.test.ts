import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LITMUS_PAGE, withOutputs } from "./litmus-page.ts";

describe("docs/litmus.md", () => {
  it("shows what the command prints (else: npm run docs:write)", async () => {
    const page = readFileSync(LITMUS_PAGE, "utf8");
    expect(page.match(/<!-- output: /g)?.length).toBe(4);
    expect(await withOutputs(page)).toBe(page);
  });

  it("notices an output that moved, and a command that fails", async () => {
    const page = (test: string) =>
      `<!-- file: a -->\n\`\`\`text\n${test}\n\`\`\`\n<!-- output: litmus a --memory sc -->\n\`\`\`text\nold\n\`\`\`\n`;
    expect(await withOutputs(page("A: a=Ld x rlx"))).toMatch(/ {2}sc {4}1 execution\n/);
    await expect(withOutputs(page("A: a=Ld x rel"))).rejects.toThrow("reveille litmus a --memory sc ends with 2");
  });
});
