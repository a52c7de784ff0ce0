import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { quoted, runLine } from "./reproduce.ts";

it("leaves out what is the default", () => {
  const run = { scenario: "a/b", seed: "demo.3", strategy: "portfolio", memory: "sc", faults: "plan" } as const;
  expect(runLine(run)).toBe("npx reveille run a/b --seed demo.3");
  expect(runLine({ ...run, seed: "1", strategy: "pct:3", memory: "rc11", faults: "swarm" })).toBe(
    "npx reveille run a/b --seed 1 --strategy pct:3 --memory rc11 --faults swarm",
  );
  expect(runLine({ ...run, faults: { loss: { chance: 1 } } })).toBe(
    `npx reveille run a/b --seed demo.3 --faults '{"loss":{"chance":1}}'`,
  );
});

it("quotes a seed so that a shell gives it back as it was", () => {
  const seed = `it's "$HOME" & more`;
  expect(execFileSync("sh", ["-c", `printf %s ${quoted(seed)}`], { encoding: "utf8" })).toBe(seed);
});
