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

it("hunts ordering mutants in all executions: found at once, or proved to be equivalent", async () => {
  const mutants = ["take-lock-acquire", "register-lock-failure-relaxed", "register-unlock-release"];
  const { code, stdout } = await inShell(["bugs", ...mutants.map((name) => `atomic-waker/ord-${name}`)]);
  expect(stdout).toMatch(/ord-take-lock-acquire +lost-wakeup +exhaustive +\d+ +\d+ -> \d+/);
  expect(stdout).toMatch(/ord-register-lock-failure-relaxed +data-race +exhaustive +\d+ +\d+ -> \d+/);
  expect(stdout).toMatch(/ord-register-unlock-release +proved +exhaustive +\d+/);
  expect(code).toBe(0);
});

it("shows that one and the same patch is a proved control under sc and a lost wakeup under rc11", async () => {
  const bug = "atomic-waker/syn-aw-register-exit-store-rechecked";
  const [sc, rc11] = await Promise.all([inShell(["bugs", bug, "--json"]), inShell(["bugs", `${bug}-rc11`, "--json"])]);
  expect(records(sc.stdout)).toMatchObject([{ found: false, strategy: "exhaustive", stepsFound: null }]);
  expect(records(rc11.stdout)).toMatchObject([{ found: true, kind: "lost-wakeup", strategy: "exhaustive" }]);
  expect([sc.code, rc11.code]).toEqual([0, 0]);
  const { code, stderr } = await inShell(["bugs", bug, "--memory", "rc11"]);
  expect(stderr).toContain(`${bug}: a control, and yet: lost-wakeup: "main" parks`);
  expect(code).toBe(1);
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
