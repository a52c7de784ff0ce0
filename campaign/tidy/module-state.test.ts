import { describe, expect, it } from "vitest";
import { saysOf } from "./fires.ts";
import { moduleState } from "./module-state.ts";

describe("module-state", () => {
  it.each([
    ["a let", "let n = 0;\nexport { n };", "n is mutable state at module level"],
    ["a var", "var n = 0;\nexport { n };", "n is mutable state at module level"],
    ["a map", "export const seen = new Map<string, number>();", "seen can be written"],
    ["an empty array", "export const seen: number[] = [];", "seen can be written"],
    ["a static field", "export class C { static next = 0; }", "static next can be written"],
  ])("finds %s", (_, text, said) => {
    expect(saysOf(moduleState, text).join("\n")).toContain(said);
  });

  it.each([
    ["a constant", "export const N = 1;"],
    ["a read-only map", `export const names: ReadonlyMap<string, number> = new Map([["a", 1]]);`],
    ["a read-only array", "export const none: readonly number[] = [];"],
    ["a read-only static field", "export class C { static readonly ZERO = 0; next = 1; }"],
    ["a let inside a function", "export function f() {\n  let n = 0;\n  n++;\n  return n;\n}"],
  ])("leaves alone %s", (_, text) => {
    expect(saysOf(moduleState, text)).toEqual([]);
  });

  it.each(["campaign/x.ts", "bench/x.ts", "sim/x.test.ts"])("does not concern %s", (path) => {
    expect(saysOf(moduleState, "let n = 0;\nexport { n };", path)).toEqual([]);
  });
});
