/**
 * The package as a stranger gets it: built and packed (`npm pack` builds first), installed into an empty
 * project, and run from there by plain `node`, with nothing of ours but the tarball.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const DOORS = ["index", "sim/index", "runtime/index", "properties/index"] as const;

/** DESIGN.md, "As a library": two threads add one, by load and store or by one atomic addition. */
const MODEL = `
import { AtomicUsize, check, spawn } from "reveille/sim";
const atomic = process.argv[2] === "atomic";
check(function* () {
  const n = new AtomicUsize(0, "n");
  const bump = function* () {
    if (atomic) yield* n.fetchAdd(1, "Relaxed");
    else yield* n.store((yield* n.load("Relaxed")) + 1, "Relaxed");
  };
  const left = yield* spawn(bump, "left");
  yield* bump();
  yield* left.join();
  if ((yield* n.load("Relaxed")) !== 2) throw new Error("an increment was lost");
}, { iterations: 1_000 });
`;

const IMPORTS = `
const doors = ["reveille", "reveille/sim", "reveille/runtime", "reveille/properties"];
for (const door of doors) console.log(door, Object.keys(await import(door)).length > 0);
`;

const TYPED = `
import { AtomicUsize, type Op } from "reveille/sim";
export function* read(n: AtomicUsize): Op<number> { return yield* n.load("Relaxed"); }
// @ts-expect-error: a word is a number, or the types were not found
export function* wrong(n: AtomicUsize): Op<string> { return yield* n.load("Relaxed"); }
export type * as Root from "reveille";
export type * as Runtime from "reveille/runtime";
export type * as Properties from "reveille/properties";
`;

const TSCONFIG = `{
  "compilerOptions": { "strict": true, "noEmit": true, "module": "nodenext", "target": "es2023", "lib": ["es2023"], "types": [] },
  "files": ["typed.ts"]
}`;

describe("the packed package", () => {
  const project = mkdtempSync(path.join(tmpdir(), "reveille-pack-"));
  const installed = path.join(project, "node_modules/reveille");

  beforeAll(() => {
    const run = (cwd: string, ...args: string[]): string =>
      execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe" });
    run(ROOT, "pack", "--pack-destination", project);
    const tarball = readdirSync(project).find((file) => file.endsWith(".tgz"));
    writeFileSync(path.join(project, "package.json"), `{ "name": "stranger", "private": true, "type": "module" }`);
    run(project, "install", `./${tarball}`, "--prefer-offline", "--no-audit", "--no-fund");
    writeFileSync(path.join(project, "model.js"), MODEL);
    writeFileSync(path.join(project, "imports.js"), IMPORTS);
    writeFileSync(path.join(project, "typed.ts"), TYPED);
    writeFileSync(path.join(project, "tsconfig.json"), TSCONFIG);
  }, 170_000);

  afterAll(() => {
    rmSync(project, { recursive: true, force: true });
  });

  function node(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, args, { cwd: project, encoding: "utf8", timeout: 60_000 });
  }

  it("finds the lost increment from plain JavaScript, with a tape that replays it", () => {
    const { status, stderr } = node("model.js", "split");
    expect(stderr).toContain("an increment was lost");
    expect(stderr).toMatch(/\brv1\.[\w-]+/);
    expect(status).toBe(1);
  });

  it("finds nothing in the correct version", () => {
    expect(node("model.js", "atomic")).toMatchObject({ status: 0, stderr: "" });
  });

  it("opens its four doors, and each says its types", () => {
    const { stdout, stderr } = node("imports.js");
    expect(stderr).toBe("");
    expect(stdout.trim().split("\n")).toEqual([
      "reveille true",
      "reveille/sim true",
      "reveille/runtime true",
      "reveille/properties true",
    ]);
    for (const door of DOORS) expect(existsSync(path.join(installed, "dist", `${door}.d.ts`)), door).toBe(true);
  });

  it("has types that a strict TypeScript project can use", () => {
    const { stdout, status } = node(path.join(ROOT, "node_modules/typescript/bin/tsc"));
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("ships neither tests nor sources nor tools", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
    const foreign = files.filter(
      (file) => /\.test\.|(?<!\.d)\.ts$|campaign\/tidy/.test(file) && !file.startsWith("node_modules"),
    );
    expect(foreign).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
  });

  it("answers npx reveille list", () => {
    const { stdout, status, stderr } = spawnSync("npx", ["--no", "--", "reveille", "list"], {
      cwd: project,
      encoding: "utf8",
      timeout: 60_000,
    });
    expect(`${stdout}${stderr}`.trim()).not.toBe("");
    expect(status).toBe(0);
  });

  it("writes the page of a finding, bundled from what it ships", () => {
    const npx = (...args: string[]) =>
      spawnSync("npx", ["--no", "--", "reveille", ...args], { cwd: project, encoding: "utf8", timeout: 60_000 });
    const run = npx(
      "run",
      "atomic-waker/check-before-register",
      "--seed",
      "report.13",
      "--strategy",
      "random",
      "--json",
    );
    const { finding } = JSON.parse(run.stdout) as { finding: { tape: string } };
    const { status } = npx("replay", finding.tape, "--html", "finding.html");
    expect(status).toBe(1);
    const html = readFileSync(path.join(project, "finding.html"), "utf8");
    expect(html).toContain(".timeline{");
    expect(html).toMatch(/"place":"node_modules\/reveille\/dist\/scenarios\/.*?"sources":\{"node_modules/);
  });

  it("verifies with several processes", () => {
    const args = ["--no", "--", "reveille", "verify", "atomic-waker/check-register-check", "--jobs", "2", "--json"];
    const { stdout, status } = spawnSync("npx", args, { cwd: project, encoding: "utf8", timeout: 60_000 });
    expect(JSON.parse(stdout)).toMatchObject({ complete: true, bound: null, executions: 6 });
    expect(status).toBe(0);
  });
});
