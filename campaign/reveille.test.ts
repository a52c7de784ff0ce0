import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** A clone with nothing in it but the launcher. */
describe("the launcher", () => {
  let clone: string;
  beforeAll(() => {
    clone = mkdtempSync(path.join(tmpdir(), "reveille-launcher-"));
    mkdirSync(path.join(clone, "campaign"));
    for (const file of ["reveille.mjs", "known-bugs", "sources"]) {
      cpSync(path.join(import.meta.dirname, file), path.join(clone, "campaign", file), { recursive: true });
    }
  });
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  function launch(...nodeArgs: string[]): { status: number | null; stderr: string } {
    const args = [...nodeArgs, path.join(clone, "campaign/reveille.mjs")];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return { status, stderr };
  }

  it("says in one line that neither sources nor built files are there", () => {
    const { status, stderr } = launch();
    expect(stderr).toMatch(/^error: \S+dist\/campaign\/main\.js is missing: install reveille again\n$/);
    expect(status).toBe(2);
  });

  it("says in one line that the dependencies are not installed", () => {
    writeFileSync(path.join(clone, "campaign/main.ts"), "");
    expect(launch()).toEqual({
      status: 2,
      stderr: "error: the package tsx is not installed: run `npm ci` in the clone first\n",
    });
  });

  it("says in one line that Node is too old", () => {
    const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.18.3"}})';
    expect(launch("--import", old)).toEqual({
      status: 2,
      stderr: "error: reveille needs Node 20.19 or newer, and this is 20.18.3: upgrade Node\n",
    });
  });
});
