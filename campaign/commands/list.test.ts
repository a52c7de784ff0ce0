import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { inProcess, inShell, records } from "../testing/cli.ts";

it("lists name, what races and bounds", async () => {
  const { code, stdout } = await inProcess(["list", "fine/*", "wrong/*"]);
  expect(stdout).toContain("fine/steady\n  Two threads add one each, atomically.\n");
  expect(stdout).toContain("steps 1,000, drawn from the seed: rounds");
  expect(stdout).toContain("wrong on purpose (assertion)");
  expect(stdout).toMatch(/2 scenarios\n$/);
  expect(code).toBe(0);
});

it("lists the same as JSON, one object a line, also with the flag before the command", async () => {
  const { stdout } = await inProcess(["--json", "list", "fine/*"]);
  expect(records(stdout)).toEqual([
    {
      name: "fine/steady",
      about: "Two threads add one each, atomically.",
      source: "made up for the tests of the command line",
      options: { rounds: { from: 1, to: 3 } },
      bounds: { steps: 1_000 },
      expect: "clean",
      faults: {},
      file: "campaign/testing/project/scenarios/steady.ts",
    },
  ]);
});

it("lists the scenarios that come with reveille where a project has none of its own", async () => {
  const empty = mkdtempSync(path.join(tmpdir(), "reveille-list-"));
  const { code, stdout } = await inShell(["list"], empty);
  rmSync(empty, { recursive: true });
  expect(stdout).toContain("atomic-waker/basic-notification\n");
  expect(stdout).not.toContain("known-bugs");
  expect(code).toBe(0);
});
