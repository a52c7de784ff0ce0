import { describe, expect, it } from "vitest";
import type { FindingFile } from "../finding/finding-file.ts";
import { foundIncrement } from "../testing/found.ts";
import { annotations, inGithubWorkflow } from "./github.ts";
import type { ScenarioResult } from "./junit.ts";

const finding = foundIncrement();

const failed = (more: Partial<FindingFile> = {}): ScenarioResult => ({
  scenario: "broken/lost-increment",
  seconds: 0.5,
  findings: [{ ...finding, ...more }],
});

describe("the annotations of a GitHub workflow", () => {
  it("are printed only where a workflow's runner reads them", () => {
    expect([{ GITHUB_ACTIONS: "true" }, { GITHUB_ACTIONS: "" }, {}].map(inGithubWorkflow)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("point at the last step, and say how to repeat it", () => {
    const [line = "", ...more] = annotations([failed(), { scenario: "alone", seconds: 1, findings: [] }]);
    expect(more).toEqual([]);
    expect(line).toMatch(/^::error file=campaign\/testing\/increments\.ts,line=\d+,col=\d+,/);
    const [, file = "", row = "", column = ""] = /file=([^,]+),line=(\d+),col=(\d+),/.exec(line) ?? [];
    expect(finding.place).toBe(`${file}:${row}:${column}`);
    expect(line).toContain(
      ",title=assertion in broken/lost-increment::an increment was lost%0Anpx reveille replay rv1.",
    );
  });

  it("escape what would end the line or the property, and may name no place", () => {
    const [line] = annotations([
      failed({
        scenario: "a,b:c",
        message: "100%\r\nof it",
        place: null,
        reproduce: { replay: "R", run: null },
      }),
    ]);
    expect(line).toBe("::error title=assertion in a%2Cb%3Ac::100%25%0D%0Aof it%0AR");
  });
});
