import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { CheckFailed } from "../../sim/index.ts";
import { foundIncrement } from "../testing/found.ts";
import { replayTestText } from "./replay-test.ts";

const folder = mkdtempSync(path.join(tmpdir(), "reveille-replay-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const here = (file: string): string => path.resolve(import.meta.dirname, file);

/** Runs the file as vitest would, but for its `it`, which runs its body at once. */
async function runTest(name: string, text: string): Promise<unknown> {
  const collector = path.join(folder, "collector.ts");
  writeFileSync(collector, "export const it = (_title: string, body: () => void): void => body();\n");
  const file = path.join(folder, name);
  writeFileSync(file, text.replace('"vitest"', JSON.stringify(collector)));
  return import(/* @vite-ignore */ file).then(
    () => null,
    (thrown: unknown) => thrown,
  );
}

describe("the test of a finding", () => {
  const finding = foundIncrement();
  const scenario = { specifier: here("../testing/project/scenarios/lost-increment.ts"), exportName: "lostIncrement" };

  it("fails while the bug is there", async () => {
    const thrown = await runTest("broken.test.ts", replayTestText(finding, scenario, here("../../sim/index.ts")));
    expect((thrown as Error).name).toBe("CheckFailed");
    expect((thrown as CheckFailed).message).toContain("an increment was lost");
    expect((thrown as CheckFailed).message).toContain(`again    npx reveille replay ${finding.tape} --lenient\n`);
  });

  it("passes once it is mended", async () => {
    const mended = path.join(folder, "mended.ts");
    const imports = [
      `import { increments } from ${JSON.stringify(here("../testing/increments.ts"))};`,
      `import { scenarioOf } from ${JSON.stringify(here("../testing/scenario-of.ts"))};`,
    ];
    const body = `export default scenarioOf("broken/lost-increment", "mended", () => increments(true));`;
    writeFileSync(mended, [...imports, body, ""].join("\n"));
    const text = replayTestText(finding, { specifier: mended, exportName: "default" }, here("../../sim/index.ts"));
    expect(await runTest("mended.test.ts", text)).toBeNull();
  });

  it("is valid whatever the finding says", () => {
    const odd = { ...finding, message: 'two\nlines, a "quote" and a separator\u2028here */', invariant: "I1" };
    const text = replayTestText(odd, { specifier: "./it's.ts", exportName: "a-b" });
    expect(text.split("\n").slice(0, 6)).toEqual([
      expect.stringMatching(/^\/\/ Written by reveille .*: broken\/lost-increment had this finding\.$/),
      "// assertion I1: two",
      '// lines, a "quote" and a separator',
      "// here */",
      expect.stringMatching(/^\/\/ Fails while/),
      'import { it } from "vitest";',
    ]);
    expect(text).toContain('import { "a-b" as scenario } from "./it\'s.ts";');
    expect(text).toContain('from "reveille/sim";');
  });
});
