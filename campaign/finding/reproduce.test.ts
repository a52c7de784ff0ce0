import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { quoted, runLine } from "./reproduce.ts";

it("leaves out what is the default", () => {
  expect(runLine("a/b", "demo.3", "portfolio", "sc")).toBe("npx reveille run a/b --seed demo.3");
  expect(runLine("a/b", "1", "pct:3", "rc11")).toBe("npx reveille run a/b --seed 1 --strategy pct:3 --memory rc11");
});

it("quotes a seed so that a shell gives it back as it was", () => {
  const seed = `it's "$HOME" & more`;
  expect(execFileSync("sh", ["-c", `printf %s ${quoted(seed)}`], { encoding: "utf8" })).toBe(seed);
});
