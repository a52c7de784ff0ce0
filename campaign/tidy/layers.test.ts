/** The layer rules of `.dependency-cruiser.mjs` and the bans of `biome.json`, shown firing on a small tree. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Each file breaks the rule that its comment names; nothing else does. */
const TREE: Readonly<Record<string, string>> = {
  "index.ts": `export * from "./sim/index.ts"; export * from "./sim/a.ts"; // root-door`,
  "sim/index.ts": `export * from "./a.ts"; export * from "./loop.ts"; export * from "./up.ts"; export * from "./host.ts";`,
  "sim/a.ts": `export const a = 1;`,
  "sim/up.ts": `export * from "../runtime/index.ts"; // layer-sim`,
  "sim/loop.ts": `export * from "./loop-back.ts"; export const loop = 1;`,
  "sim/loop-back.ts": `export * from "./loop.ts"; // no-circles`,
  "sim/host.ts": `export { EOL } from "node:os"; // no-host-modules`,
  "sim/inner.ts": `import { a } from "./index.ts"; export const b = a; // no-barrel-inside`,
  "sim/lonely.ts": `export const lonely = 1; // no-orphans no-unused-module`,
  "sim/dead.ts": `export { a } from "./a.ts"; // no-unused-module`,
  "sim/random/seedrandom.ts": `export { default as alea } from "seedrandom/lib/alea.js";`,
  "sim/host.test.ts": `import "node:os"; import "./random/seedrandom.ts"; import "./inner.ts";`,
  "runtime/index.ts": `export * from "../sim/a.ts"; export * from "./draw.ts"; export * from "./up.ts"; // front-door`,
  "runtime/up.ts": `export * from "../properties/index.ts"; // layer-runtime`,
  "runtime/draw.ts": `export { default as draw } from "seedrandom"; export { vi } from "vitest"; // one-seedrandom no-dev-dependency-shipped`,
  "properties/index.ts": `export * from "../scenarios/area/race.ts"; // layer-properties`,
  "scenarios/area/race.ts": `export const race = 1;`,
  "scenarios/area/cli.ts": `export * from "../../campaign/index.ts"; // layer-scenarios`,
  "campaign/index.ts": `export const cli = 1;`,
  "campaign/undeclared.ts": `import "acorn"; // no-undeclared-package`,
  "campaign/main.ts": `import type { a } from "../runtime/index.ts"; import "../sim/index.ts"; export type A = typeof a; import "nonesuch"; // unresolvable`,
  "campaign/bad.ts": `import { a } from "../runtime/index.ts"; export const b = a; // layer-campaign`,
};

const BANNED = [
  "Date.now()",
  "Promise.resolve()",
  "new WeakRef({})",
  "new FinalizationRegistry(() => {})",
  "Intl.NumberFormat",
  "Math.random()",
  `"a".localeCompare("b")`,
  "performance.now()",
  "process.pid",
  "console.log",
  "setTimeout",
];

describe("the layers and the bans", () => {
  const root = mkdtempSync(path.join(tmpdir(), "reveille-layers-"));

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }

  /** Runs a tool of ours in the small tree; what it says is on stdout or stderr, as it likes. */
  function run(tool: string, ...args: string[]): string {
    const { stdout, stderr } = spawnSync(path.join(ROOT, "node_modules/.bin", tool), args, {
      cwd: root,
      encoding: "utf8",
    });
    return stdout + stderr;
  }

  beforeAll(() => {
    for (const file of ["package.json", "tsconfig.json", "biome.json", ".gitignore", ".dependency-cruiser.mjs"]) {
      cpSync(path.join(ROOT, file), path.join(root, file));
    }
    symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"));
    for (const [file, text] of Object.entries(TREE)) write(file, text);
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("finds every layer rule broken where it is broken, and nowhere else", () => {
    const expected = Object.entries(TREE).flatMap(([file, text]) =>
      (/\/\/ (.*)$/.exec(text)?.[1] ?? "")
        .split(" ")
        .filter(Boolean)
        .map((rule) => `${rule}: ${file}`),
    );
    const said = run("depcruise", "--config", ".dependency-cruiser.mjs", ".");
    const found = [...said.matchAll(/error ([\w-]+: [\w./-]+)/g)].map((match) => match[1] ?? "");
    expect([...new Set(found)].sort()).toEqual([...expected].sort());
  });

  it.each(BANNED)("bans %s in the simulated world, not in its tests", (text) => {
    write("scenarios/x.ts", `export const x = ${text};\n`);
    write("scenarios/x.test.ts", `export const x = ${text};\n`);
    const said = run("biome", "lint", "--colors=off", "scenarios");
    expect(said).toMatch(/scenarios\/x\.ts:1:\d+ lint\/\w+\/no(RestrictedGlobals|JsRestrictedProperties)/);
    expect(said).not.toContain("x.test.ts");
  });
});
