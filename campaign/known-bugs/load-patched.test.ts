import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const FILES = {
  "package.json": '{ "type": "module" }',
  "sim/engine.ts": "export const engine: object = {};\n",
  "properties/p.ts": 'export { a as viaProperties } from "../runtime/a.ts";\n',
  "runtime/a.ts":
    'import { engine } from "../sim/engine.ts";\nexport const a: number = 1;\nexport const b: number = 1;\nexport const shared = engine;\nexport const line = (): string => new Error().stack ?? "";\n',
  "scenarios/x/y.ts":
    'import { viaProperties } from "../../properties/p.ts";\nimport { a, b, line, shared as engine } from \'../../runtime/a.ts\';\nexport const seen = "a=" + a + viaProperties + " b=" + b;\nexport const place = () => /a\\.ts(?:\\?[^:]*)?:(\\d+)/.exec(line())?.[1];\nexport const shared = engine;\n',
};

const diff = (line: number, before: string, after: string): string =>
  `--- a/runtime/a.ts\n+++ b/runtime/a.ts\n@@ -${line},1 +${line},${after.split("\n").length} @@\n-${before}\n+${after.replaceAll("\n", "\n+")}\n`;
const TWO = diff(2, "export const a: number = 1;", "export const a: number = 2;");
const THREE = diff(3, "export const b: number = 1;", "export const b: number = 3;");
const LONGER = diff(2, "export const a: number = 1;", "type Long = number;\nexport const a: Long = 4;");
const STALE = diff(2, "export const a: number = 7;", "export const a: number = 2;");
const HALF_STALE = TWO + THREE.replace("number = 1", "number = 9").split("\n").slice(2).join("\n");
const ABSENT = TWO.replaceAll("runtime/a.ts", "runtime/gone.ts");
const ENGINE = TWO.replaceAll("runtime/a.ts", "runtime/../sim/engine.ts");
const RENAMING = TWO.replace("b/runtime/a.ts", "b/runtime/c.ts");

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

/**
 * Loads the fixture unpatched and in several variants, in a process that registers hooks as the
 * launcher does; prints one line for each.
 */
const PROGRAM = `
  import { registerVariantHooks } from ${here("./register-hooks.mjs")};
  const [, , root, hooks, variants] = process.argv;
  if (hooks === "hooks") registerVariantHooks();
  await import(${here("../sources/register.mjs")});
  const { PatchedLoader } = await import(${here("./load-patched.ts")});
  const loader = new PatchedLoader(root);
  const file = root + "/scenarios/x/y.ts";
  const bare = await import(file);
  const told = (loaded) => loaded.seen + ", " + (loaded.shared === bare.shared ? "same engine" : "another engine") + ", line " + loaded.place();
  const tried = (loading) => loading.then(told, (thrown) => thrown.name + ": " + thrown.message);
  const bugsOf = (diffs) => diffs.map((diff) => ({ id: "k/" + diff.length + "-" + diff.at(-3), file: "k.patch", diff }));
  const out = [told(bare)];
  // All at once: announcements that cross each other must not be mixed up.
  out.push(...(await Promise.all(JSON.parse(variants).map((diffs) => tried(loader.load(file, bugsOf(diffs)))))));
  out.push(await tried(import("file://" + file + "?bug=k/unannounced")));
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

  function loaded(variants: readonly (readonly string[])[], hooks = "hooks"): string[] {
    const args = [path.join(root, "program.mjs"), root, hooks, JSON.stringify(variants)];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as string[];
  }

  it("gives each variant its own text beside the unpatched one, and all of them the same engine", () => {
    expect(loaded([[TWO], [THREE], [TWO, THREE], [THREE, TWO], [LONGER], []])).toEqual([
      "a=11 b=1, same engine, line 5",
      "a=22 b=1, same engine, line 5",
      "a=11 b=3, same engine, line 5",
      "a=22 b=3, same engine, line 5",
      "a=22 b=3, same engine, line 5",
      "a=44 b=1, same engine, line 6",
      "a=11 b=1, same engine, line 5",
      expect.stringContaining('nobody announced the variant "k/unannounced"'),
    ]);
  });

  it("refuses a patch that does not fit, naming the file and the hunk, and what it may not touch", () => {
    const [, ...refused] = loaded([[STALE], [HALF_STALE], [TWO, LONGER], [ABSENT], [ENGINE], [RENAMING]]);
    expect(refused.slice(0, -1)).toEqual([
      "UsageProblem: the patch k.patch does not apply to runtime/a.ts (hunk 1 of 1, at line 2): make it anew against the present text",
      "UsageProblem: the patch k.patch does not apply to runtime/a.ts (hunk 2 of 2, at line 3): make it anew against the present text",
      "UsageProblem: the patch k.patch does not apply to runtime/a.ts (hunk 1 of 1, at line 2): an earlier patch changed that file: these bugs cannot be had together",
      expect.stringContaining("runtime/gone.ts, which does not exist"),
      "UsageProblem: the patch k.patch changes sim/engine.ts: only runtime/ and scenarios/ can be patched",
      "UsageProblem: the patch k.patch makes runtime/c.ts of runtime/a.ts: a patch changes a file where it is",
    ]);
  });

  it("refuses to load a variant where the hooks are missing, rather than give the unpatched module", () => {
    expect(loaded([[TWO], []], "no hooks").slice(1, 3)).toEqual([
      expect.stringMatching(/^Error: the hooks .* are not registered: go through campaign\/reveille\.mjs$/),
      "a=11 b=1, same engine, line 5",
    ]);
  });
});
