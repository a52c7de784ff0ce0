import { expect, it } from "vitest";
import type { CampaignView } from "./data.ts";
import { jsonInScript, reportHtml } from "./html.ts";
import { findingHash } from "./page/finding-hash.ts";

const EMPTY: CampaignView = {
  folder: "a</title><b>",
  facts: [],
  over: null,
  executions: 0,
  steps: 0,
  seconds: 0,
  scenarios: [],
  strategies: [],
  findings: [],
  coverage: [],
  lost: [],
  warnings: [],
};

it("embeds any text without ending the script that holds it", () => {
  const hostile = { message: "</script><!-- <script>\u2028" };
  const text = jsonInScript(hostile);
  expect(text).not.toMatch(/<\/|<!--|<script/);
  expect(JSON.parse(text)).toEqual(hostile);
});

it("forbids every request, and escapes its title", () => {
  const html = reportHtml({ page: "campaign", version: "0", campaign: EMPTY }, { script: "", style: "" });
  expect(html).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"`,
  );
  expect(html).toContain("<title>campaign a&lt;/title>&lt;b> - reveille</title>");
});

it("gives findings of one fingerprint, in two scenarios, two addresses", () => {
  const files = ["6c5fc155.json", "6c5fc155-2.json"];
  expect(new Set(files.map((file) => findingHash({ file }))).size).toBe(2);
});
