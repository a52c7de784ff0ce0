import { expect, it } from "vitest";
import type { CampaignView } from "./data.ts";
import { decisiveIn } from "./finding-view.ts";
import { jsonInScript, reportHtml } from "./html.ts";

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

it("reads the decisive switch from a printed report", () => {
  const text =
    "  shrunk   9 steps\n  decisive the switch after step 4: with it 200 of 200 runs fail, without it none\n";
  expect(decisiveIn(text)).toEqual({
    afterStep: 4,
    text: "the switch after step 4: with it 200 of 200 runs fail, without it none",
  });
  expect(decisiveIn("  again    npx reveille replay rv1.x")).toBeNull();
});
