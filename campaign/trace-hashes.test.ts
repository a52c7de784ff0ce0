/** Seeds are worth writing down only as long as they do the same everywhere. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { committedHashes, differences, presentHashes } from "./trace-hashes.ts";

const HASHES = path.join(import.meta.dirname, "hashes.ts");
const SOURCES = path.join(import.meta.dirname, "sources/register.mjs");

describe("the golden trace hashes", () => {
  it("are what every scenario does with the fixed seeds", async () => {
    const present = await presentHashes();
    expect(Object.keys(present).length).toBeGreaterThanOrEqual(10);
    expect(differences(committedHashes(), present)).toEqual([]);
  });

  it("are the same in a process of their own", () => {
    const told = execFileSync(process.execPath, ["--import", SOURCES, HASHES, "--check"], { encoding: "utf8" });
    expect(told).toMatch(/^\d+ scenarios: all hashes as committed\n$/);
  });

  it("name the scenario and the seeds that differ, what is new and what is gone", () => {
    const committed = { "a/moved": ["1", "2", "3"], "a/same": ["4", "5", "6"], "a/gone": ["7", "8", "9"] };
    const present = { "a/moved": ["1", "x", "y"], "a/same": ["4", "5", "6"], "a/new": ["0", "0", "0"] };
    expect(differences(committed, present)).toEqual([
      "a/gone: is committed, but there is no such scenario",
      "a/moved: other traces with the seeds hash.1, hash.2",
      "a/new: has no committed hashes",
    ]);
  });
});
