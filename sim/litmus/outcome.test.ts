import { describe, expect, it } from "vitest";
import { Runner } from "../check/runner.ts";
import { createStrategy } from "../strategy/create.ts";
import { litmusProgram } from "./model.ts";
import { missing, parseOutcome } from "./outcome.ts";

/** After its one execution: a=1, b=0, 0:c=2, 1:c=0, d=7, x=3, y=0, [1]=5. */
const model = litmusProgram({
  name: "test",
  threads: ["a=1; b=0; c=2; St x 3 rlx; St [1] 5 rlx", "c=Ld y rlx; d=Fa y 0 rlx; d=7"],
});
new Runner(model.program, { strategy: createStrategy("random") }).run("any");

const ask = (text: string): boolean => missing(parseOutcome(text, model), model) === 0;

describe("an outcome", () => {
  it.each([
    "a=1",
    "a=1 & b=0",
    "a=1,b=0",
    "a=1, d=7 & b=0",
    "a=1 and d=7",
    "a==1 && d===7",
    "b=1:c=0",
    "0:c=2",
    "final x=3",
    "a=1 & final x=3",
    "final x=3 & y=0",
    "final [1]=5, [0]=0",
    "x!=4",
    "a!=b",
    "a=2 or a=1",
    "a=2 & d=7 or b=0",
    "x!=3 || a=1",
    "d!=-7",
  ])("missing where %s", (text) => {
    expect(ask(text)).toBe(true);
  });

  it.each(["a=0", "a=1 & b=1", "a=b=0", "a!=1", "a=b", "final x=0", "a=0 & b=0 or d=0", "[1]=0"])(
    "does not hold where not %s",
    (text) => {
      expect(ask(text)).toBe(false);
    },
  );

  it("knows which final values it asks for", () => {
    expect(parseOutcome("a=1 & final x=3 or [2]=0 & x=y", model).locations).toEqual(["x", "[2]", "y"]);
  });

  it("knows the phrases of the published tables", () => {
    const sb = litmusProgram({ name: "sb", threads: ["St f 1 rel; a=Ld g acq", "St g 1 rel; b=Ld f acq"] });
    const bothZero = parseOutcome("a=0 & b=0", sb).any;
    expect(parseOutcome("both enter", sb).any).toEqual(bothZero);
    expect(parseOutcome("lost wake-up", sb).any).toEqual(bothZero);
    const cas = litmusProgram({ name: "cas", threads: ["a=Ld y rlx; b=Cas x 9 2 rlx"] });
    expect(parseOutcome("a=1 & failed CAS reads 0", cas).any).toEqual(parseOutcome("a=1 & b=0", cas).any);
    expect(() => parseOutcome("failed CAS reads 0", sb)).toThrow("only where there is one r=Cas");
    expect(() => parseOutcome("both enter", cas)).not.toThrow();
    expect(() => parseOutcome("both enter", model)).toThrow('found "both enter"');
  });

  it("is refused where it is no comparison, or of what there is not", () => {
    expect(() => parseOutcome("a", model)).toThrow('outcome "a": expected a comparison such as a=1 or a!=b, found "a"');
    expect(() => parseOutcome("a=1 &", model)).toThrow("expected a comparison");
    expect(() => parseOutcome("a=b!=1", model)).toThrow("expected a comparison");
    expect(() => parseOutcome("a!=b!=1", model)).toThrow("expected a comparison");
    expect(() => parseOutcome("q=1", model)).toThrow('expected a number or one of a, b, 0:c, 1:c, d, x, y, found "q"');
    expect(() => parseOutcome("final a=1", model)).toThrow('found "final a"');
    expect(() => parseOutcome("c=1", model)).toThrow("which c? Say 0:c or 1:c");
  });
});
