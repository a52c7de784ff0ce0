import { describe, expect, it } from "vitest";
import type { FindingFile } from "../finding/finding-file.ts";
import { foundIncrement } from "../testing/found.ts";
import { junitText, type ScenarioResult } from "./junit.ts";

const finding = foundIncrement();

const failed = (more: Partial<FindingFile> = {}): ScenarioResult => ({
  scenario: "broken/lost-increment",
  seconds: 0.5,
  findings: [{ ...finding, ...more }],
});

describe("the JUnit file", () => {
  it("has one test case a scenario, and fails those with findings", () => {
    const text = junitText([failed(), { scenario: "alone", seconds: 1.25, findings: [] }]);
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="reveille" /);
    expect(text).toContain('<testsuite name="reveille" tests="2" failures="1" errors="0" time="1.750">');
    expect(text).toContain('<testcase classname="reveille" name="alone" time="1.250"/>');
    expect(text).toContain('<testcase classname="broken" name="lost-increment" time="0.500">');
    expect(text).toContain('<failure type="assertion" message="an increment was lost">assertion   broken/');
    expect(text).toContain(`<system-out>npx reveille replay ${finding.tape}</system-out>`);
  });

  it("has one failure for each finding of a scenario, and counts the scenario once", () => {
    const both = { ...failed(), findings: [finding, { ...finding, kind: "leak", message: "left over" }] };
    const text = junitText([both]);
    expect(text.match(/<failure /g)).toHaveLength(2);
    expect(text).toContain('failures="1"');
  });

  it("is well formed whatever a finding says", () => {
    const text = junitText([failed({ message: `<&> "x"\nnext\t\u001b[31m`, text: "a < b ]]> \u0000 \ud800 東京 🚀" })]);
    expect(text).toContain('message="&lt;&amp;&gt; &quot;x&quot;&#10;next&#9;\uFFFD[31m"');
    expect(text).toContain(">a &lt; b ]]&gt; \uFFFD \uFFFD 東京 🚀</failure>");
  });
});
