import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const FILES = {
  "package.json": '{ "type": "module" }',
  "sim/engine.ts": "export const engine: object = {};\n",
  "runtime/a.ts":
    'import { engine } from "../sim/engine.ts";\nexport const a: number = 1;\nexport const b: number = 1;\nexport const shared = engine;\n',
  "scenarios/x/y.ts":
    'import { a, b, shared as engine } from \'../../runtime/a.ts\';\nexport const seen = "a=" + a + " b=" + b;\nexport const shared = engine;\n',
};

const diff = (line: number, before: string, after: string): string =>
  `--- a/runtime/a.ts\n+++ b/runtime/a.ts\n@@ -${line},1 +${line},1 @@\n-${before}\n+${after}\n`;
const TWO = diff(2, "export const a: number = 1;", "export const a: number = 2;");
const THREE = diff(3, "export const b: number = 1;", "export const b: number = 3;");
const STALE = diff(2, "export const a: number = 7;", "export const a: number = 2;");
const ABSENT = TWO.replaceAll("runtime/a.ts", "runtime/gone.ts");
const ENGINE = TWO.replaceAll("runtime/a.ts", "sim/engine.ts");

/** Loads the fixture unpatched and in several variants, in a process that registers tsx as the launcher does. */
const PROGRAM = `
  import { register } from ${JSON.stringify(import.meta.resolve("tsx/esm/api"))};
  register();
  const { PatchedLoader } = await import(${JSON.stringify(new URL("./load-patched.ts", import.meta.url).href)});
  const [, , root, bugs] = process.argv;
  const loader = new PatchedLoader(root);
  const file = root + "/scenarios/x/y.ts";
  const bare = await import(file);
  const out = [bare.seen];
  for (const [variant, diffs] of JSON.parse(bugs).entries()) {
    const given = diffs.map((diff, i) => ({ id: "k/" + variant + "-" + i, file: "k.patch", diff }));
    try {
      const loaded = await loader.load(file, given);
      out.push(loaded.seen + (loaded.shared === bare.shared ? " same engine" : " another engine"));
    } catch (thrown) {
      out.push(thrown.name + ": " + thrown.message);
    }
  }
  console.log(JSON.stringify(out));
`;

describe("loading a module with known bugs patched in", () => {
  let root: string;
  beforeAll(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), "reveille-variants-")));
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    writeFileSync(path.join(root, "program.mjs"), PROGRAM);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("gives each variant its own text beside the unpatched one, and all of them the same engine", () => {
    const variants = [[TWO], [THREE], [TWO, THREE], [STALE], [ABSENT], [ENGINE], []];
    const args = [path.join(root, "program.mjs"), root, JSON.stringify(variants)];
    const out: unknown = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
    expect(out).toEqual([
      "a=1 b=1",
      "a=2 b=1 same engine",
      "a=1 b=3 same engine",
      "a=2 b=3 same engine",
      "UsageProblem: the patch k.patch does not apply to runtime/a.ts: make it anew against the present text",
      expect.stringContaining("runtime/gone.ts, which does not exist"),
      "UsageProblem: the patch k.patch changes sim/engine.ts: only runtime/ and scenarios/ can be patched",
      "a=1 b=1 same engine",
    ]);
  });
});
