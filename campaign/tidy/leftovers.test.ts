import { describe, expect, it } from "vitest";
import { saysOf } from "./fires.ts";
import { leftovers } from "./leftovers.ts";

// The words are put together here, so that a search for them over the tree finds none.
const NOTES = ["TO", "FIX"].map((word) => word + (word === "TO" ? "DO" : "ME"));

describe("leftovers", () => {
  it.each(NOTES)("finds %s in a comment, and not in a string", (word) => {
    expect(saysOf(leftovers, `\n// ${word}: later\nexport {};`)).toEqual([
      `2: ${word} in a comment: do it, or file it`,
    ]);
    expect(saysOf(leftovers, `export const f = () => {\n  /* ${word} */\n};`)).toHaveLength(1);
    expect(saysOf(leftovers, `export const word = "// ${word}";`)).toEqual([]);
    expect(saysOf(leftovers, `export const word = \`// ${word} \${1} // ${word}\`;`)).toEqual([]);
  });

  it.each(["ignore", "nocheck"])("finds a type error silenced by ts-%s", (how) => {
    expect(saysOf(leftovers, `// @ts-${how}\nexport {};`)).toEqual([`1: @ts-${how} in a comment: do it, or file it`]);
  });

  it("finds a cast to any, and leaves other casts", () => {
    expect(saysOf(leftovers, `export const x = 1 as ${"any"};`)).toEqual([
      "1: a cast to any: say the type, or unknown",
    ]);
    expect(saysOf(leftovers, "export const x = 1 as unknown;")).toEqual([]);
  });

  it.each(["only", "skip", "todo"])("finds a test with .%s", (how) => {
    for (const call of ["it", "test", "describe", "it.concurrent"]) {
      expect(saysOf(leftovers, `${call}.${how}("x", () => {});`)).toEqual([
        `1: ${call}.${how}: every test runs, or is deleted`,
      ]);
    }
  });

  it("leaves a property of the same name alone", () => {
    expect(saysOf(leftovers, "declare const cursor: { skip(): void };\ncursor.skip();")).toEqual([]);
  });

  it("finds a print or an exit below campaign/, and allows it there", () => {
    expect(saysOf(leftovers, `console.log("x");`, "runtime/x.ts")).toHaveLength(1);
    expect(saysOf(leftovers, "process.exit(1);", "sim/x.test.ts")).toHaveLength(1);
    expect(saysOf(leftovers, `console.log("x");`, "campaign/x.ts")).toEqual([]);
  });
});
