import { expect, it } from "vitest";
import { inProcess, inShell, records } from "../testing/cli.ts";

it("prints the table of seeds to find, and as JSON what DESIGN.md promises", async () => {
  const bug = "atomic-waker/aw-wake-after-unlock";
  const [text, json] = await Promise.all([inShell(["bugs", bug]), inShell(["bugs", bug, "--json"])]);
  expect(text.stdout).toMatch(/^bug +found +strategy +seeds +steps/);
  expect(text.stdout).toMatch(/aw-wake-after-unlock +\w+ +portfolio +\d+ +\d+ -> \d+/);
  expect(text.code).toBe(0);
  expect(records(json.stdout)).toEqual([
    {
      bug,
      scenario: expect.stringMatching(/^atomic-waker\//),
      found: true,
      kind: expect.any(String),
      strategy: "portfolio",
      iterations: expect.any(Number),
      stepsFound: expect.any(Number),
      stepsShrunk: expect.any(Number),
    },
  ]);
});

it("refuses a pattern that matches no known bug", async () => {
  const { code, stderr } = await inProcess(["bugs", "atomic-waker/aw-wake-after-unlok"]);
  expect(stderr).toBe(
    'error: no known bug matches "atomic-waker/aw-wake-after-unlok". Did you mean atomic-waker/aw-wake-after-unlock?\n',
  );
  expect(code).toBe(2);
});

it("stops between two bugs on Ctrl-C and exits with 130", async () => {
  const interrupt = { signal: "SIGINT", after: "steps, shrunk" } as const;
  const { code, stderr } = await inShell(["bugs"], undefined, interrupt);
  expect(stderr).toMatch(/interrupted after \d+ of \d+ known bugs/);
  expect(code).toBe(130);
});
