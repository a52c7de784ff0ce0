/** A finding as a test to keep: a file for vitest that fails while the bug is there and passes once it is mended. */
import type { FindingFile } from "./finding-file.ts";

/** Where the finding's scenario is exported. */
export interface ScenarioImport {
  /** As it stands behind `from`. */
  readonly specifier: string;
  readonly exportName: string;
}

/** The text of the file; `importFrom` is the door of the engine. */
export function replayTestText(
  finding: FindingFile,
  { specifier, exportName }: ScenarioImport,
  importFrom = "reveille/sim",
): string {
  const { scenario, fingerprint, message, tape, version } = finding;
  const kind = finding.invariant === null ? finding.kind : `${finding.kind} ${finding.invariant}`;
  const name = /^[A-Za-z_$][\w$]*$/.test(exportName) ? exportName : quoted(exportName);
  return `${[
    ...comment(`Written by reveille ${version}: ${scenario} had this finding.`),
    ...comment(`${kind}: ${message}`),
    ...comment("Fails while the bug is there, in whatever form; keep it once it passes."),
    `import { it } from "vitest";`,
    `import { replayTape } from ${quoted(importFrom)};`,
    `import { ${name === "scenario" ? name : `${name} as scenario`} } from ${quoted(specifier)};`,
    "",
    `const TAPE = ${quoted(tape)};`,
    "",
    `it(${quoted(`${scenario} has no ${kind} along the tape of finding ${fingerprint}`)}, () => {`,
    `  replayTape(scenario, TAPE, { again: \`npx reveille replay \${TAPE} --lenient\` });`,
    "});",
  ].join("\n")}\n`;
}

/** One comment for each line of `text`: nothing in it can end the comment. */
function comment(text: string): string[] {
  return text.split(/[\r\n\u2028\u2029]+/).map((line) => `// ${line}`);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
