import { describe, expect, it } from "vitest";
import { droppedOp } from "./dropped-op.ts";
import { saysOf } from "./fires.ts";

/** Wraps statements into the generator they would stand in. */
function inModel(body: string): string {
  return `function* model(): Op<unknown> {\n${body}\nreturn 0;\n}\nexport { model };`;
}

describe("dropped-op", () => {
  it.each([
    ["a statement", `a.load("Relaxed");`, "is built and never run"],
    ["a statement in parentheses", `(a.load("Relaxed"));`, "is built and never run"],
    ["a statement behind &&", `true && a.load("Relaxed");`, "is built and never run"],
    ["a statement in a conditional", `Math.abs(1) ? a.load("Relaxed") : 0;`, "is built and never run"],
    ["void", `void a.load("Relaxed");`, "thrown away by void"],
    ["a comma", `const x = (a.load("Relaxed"), 1); take(model()); yield* [x] as never;`, "thrown away by the comma"],
    ["the step of a for loop", `for (let i = 0; i < 1; a.store(1, "Relaxed")) i++;`, "is built and never run"],
    ["yield without the star", `yield a.load("Relaxed") as never;`, "write yield*, not yield"],
    ["forEach", `[1].forEach((n) => a.store(n, "Relaxed"));`, "to a caller that expects nothing"],
    ["an if", `if (a.load("Relaxed")) return 1;`, "always true"],
    ["a while", `while (!a.load("Relaxed")) return 1;`, "always true"],
    ["the left of ??", `return a.load("Relaxed") || 1;`, "always true"],
    ["a template", "return `${" + `a.load("Relaxed")` + "}`;", "is printed itself"],
    ["a variable that nothing takes", `const x = a.load("Relaxed");`, "x holds an operation that nothing runs"],
    ["a variable that is only mentioned", `const x = a.load("Relaxed");\nx;`, "x holds an operation that nothing runs"],
    ["a generator of one's own", "model();", "model() is built and never run"],
  ])("finds an operation dropped by %s", (_, body, said) => {
    expect(saysOf(droppedOp, inModel(body)).join("\n")).toContain(said);
  });

  it("names the line", () => {
    expect(saysOf(droppedOp, inModel(`\na.load("Relaxed");`))).toEqual([
      `3: a.load("Relaxed") is built and never run: put yield* before it`,
    ]);
  });

  it.each([
    ["run", `yield* a.load("Relaxed");`],
    ["run and used", `if ((yield* a.load("Relaxed")) === 1) return 1;`],
    ["returned", `return a.load("Relaxed");`],
    ["returned from an arrow that may", `const f = () => a.load("Relaxed"); return f;`],
    ["passed on", `take(a.load("Relaxed"));`],
    ["stored and run", `const x = a.load("Relaxed"); yield* x;`],
    ["stored and passed on", `const x = a.load("Relaxed"); take(x);`],
    ["stored in an object", `const x = a.load("Relaxed"); return { x };`],
    ["put into an array", `const xs = [a.load("Relaxed")]; for (const x of xs) yield* x;`],
    ["driven by hand", `const x = a.load("Relaxed"); return x.next();`],
    ["chosen and run", `yield* Math.abs(1) ? a.load("Relaxed") : a.store(1, "Relaxed");`],
    ["tested for absence", `let x: Op<number> | null = null; x = a.load("Relaxed"); if (x !== null && x) yield* x;`],
  ])("leaves alone an operation that is %s", (_, body) => {
    expect(saysOf(droppedOp, inModel(body))).toEqual([]);
  });

  it("leaves alone a variable that is exported", () => {
    expect(
      saysOf(droppedOp, `export const x = a.load("Relaxed");\nconst y = a.load("Relaxed");\nexport { y };`),
    ).toEqual([]);
  });
});
