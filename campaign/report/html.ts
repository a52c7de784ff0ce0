/** One file that opens from disk: the policy in its head forbids every request, so it cannot need one. */
import type { Bundle } from "./bundle.ts";
import type { ReportData } from "./data.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
/** A bell's outline: the reveille. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3 12h10l-1.5-2V7a3.5 3.5 0 0 0-7 0v3zM6.5 13.5h3' fill='none' stroke='%23c2410c' stroke-width='1.6' stroke-linejoin='round'/%3E%3C/svg%3E";

export function reportHtml(data: ReportData, { script, style }: Bundle): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(titleOf(data))}</title>
<link rel="icon" href="${ICON}">
<style>${style.replaceAll("</", "<\\/")}</style>
</head>
<body>
<div id="page"><noscript>This report is drawn by a script of its own: allow scripts for this file.</noscript></div>
<script type="application/json" id="data">${jsonInScript(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** As JSON that cannot end its script tag or open a comment in it, whatever a message or a source line says. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function titleOf(data: ReportData): string {
  if (data.page === "campaign") return `campaign ${data.campaign.folder} - reveille`;
  const { kind, scenario } = data.finding;
  return `${kind} in ${scenario} - reveille`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
