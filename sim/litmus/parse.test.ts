import { describe, expect, it } from "vitest";
import { UsageError } from "../finding/usage-error.ts";
import { parseThread } from "./parse.ts";

const parse = (text: string) => parseThread(text, 0);

function refusal(text: string): string {
  try {
    parse(text);
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown.message;
    throw thrown;
  }
  throw new Error(`"${text}" was taken`);
}

describe("the litmus language", () => {
  it("has stores and loads with the orderings that they can have in Rust", () => {
    expect(parse("St x 1 rel; a=Ld y acq")).toEqual({
      statements: [
        {
          is: "store",
          place: { name: "x" },
          value: { is: "number", value: 1 },
          ordering: "Release",
          plain: false,
        },
        {
          is: "assign",
          slot: 0,
          value: { is: "load", place: { name: "y" }, ordering: "Acquire", plain: false },
        },
      ],
      variables: [{ name: "a", register: true }],
      locations: ["x", "y"],
    });
    expect(refusal("St x 1 acq")).toBe(
      'thread 0, column 8: expected the ordering of a store (rlx, rel, sc, na), found "acq"',
    );
    expect(refusal("a=Ld x rel")).toContain("expected the ordering of a load (rlx, acq, sc, na)");
    expect(refusal("Fe rlx")).toContain("expected the ordering of a fence (acq, rel, ar, sc)");
    expect(refusal("a=Fa x 1 na")).toContain("expected the ordering of a read-modify-write (rlx, acq, rel, ar, sc)");
  });

  it("has read-modify-writes, with and without a register", () => {
    const updates = parse("a=Fa x 1 ar; Xc x a+1 rlx; b=Cas x 0 a*2 sc").statements;
    expect(updates).toMatchObject([
      { is: "update", slot: 0, update: { kind: "fetchAdd" }, ordering: "AcqRel" },
      { is: "update", slot: null, update: { kind: "swap", operand: { is: "binary", operator: "+" } } },
      {
        is: "update",
        slot: 1,
        update: { kind: "compareExchange", expected: { value: 0 }, next: { operator: "*" } },
        ordering: "SeqCst",
      },
    ]);
  });

  it("binds operators as C does", () => {
    const [, , assumption] = parse("a=1; b=2; As (a+b*2===5&&!a||b<1)").statements;
    expect(assumption).toMatchObject({
      is: "assume",
      condition: {
        operator: "||",
        left: {
          operator: "&&",
          left: { operator: "===", left: { operator: "+", right: { operator: "*" } } },
          right: { is: "not" },
        },
        right: { operator: "<" },
      },
    });
    const [, difference] = parse("a=1; b=a-1-1").statements;
    expect(difference).toMatchObject({ value: { operator: "-", left: { operator: "-" }, right: { value: 1 } } });
  });

  it("has branches, loops, cells, and loads inside expressions", () => {
    const loop = parse("for(let i=5;(Ld [i] acq)!==0;i--); if(1){St x 1 rlx}else{Fe sc}; if(1) Fe sc");
    expect(loop.statements).toMatchObject([
      {
        is: "for",
        start: { is: "assign", slot: 0 },
        condition: { operator: "!==", left: { is: "load", place: { index: { is: "variable", slot: 0 } } } },
        step: { is: "assign", slot: 0, value: { operator: "-" } },
        body: [],
      },
      { is: "if", body: [{ is: "store" }], otherwise: [{ is: "fence" }] },
      { is: "if", body: [{ is: "fence" }], otherwise: [] },
    ]);
    expect(loop.variables).toEqual([{ name: "i", register: false }]);
  });

  it("says where something does not fit, and what would", () => {
    expect(refusal("")).toContain("thread 0, column 1: expected a statement");
    expect(refusal("St x 1 rel Fe sc")).toBe('thread 0, column 12: expected ";" or the end, found "Fe"');
    expect(refusal("St x 1")).toContain("column 7: expected the ordering of a store (rlx, rel, sc, na), found the end");
    expect(refusal("St 1 1 rlx")).toContain('column 4: expected a location (x, or a cell such as [1]), found "1"');
    expect(refusal("St x b rlx")).toContain('column 6: expected a register that was given a value before, found "b"');
    expect(refusal("a=Fa x a rlx")).toContain("expected a register that was given a value before");
    expect(refusal("if(1{Fe sc}")).toContain('column 5: expected ")", found "{"');
    expect(refusal("if(1){Fe sc")).toContain('column 12: expected "}", found the end');
    expect(refusal("St x 1 rel; §")).toContain('column 13: expected a word of the litmus language, found "§"');
    expect(refusal("a=Ld x rlx; 5")).toContain("column 13: expected a statement");
  });
});
