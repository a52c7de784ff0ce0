import { describe, expect, it } from "vitest";
import { judge, prepare } from "./judge.ts";
import { parseTests } from "./test-file.ts";

const prepared = (line: string) => {
  const [placed] = parseTests(line);
  if (placed === undefined) throw new Error("no test");
  return prepare(placed.test);
};

describe("the verdict on a litmus test", () => {
  it("counts the executions of each outcome, and keeps one that was asked for", () => {
    const sb = prepared("SB: St x 1 rel; a=Ld y acq ‖ St y 1 rel; b=Ld x acq ? a=0 & b=0");
    const { witness, ...verdict } = judge(sb, { memory: "rc11" });
    expect(verdict).toEqual({
      name: "SB",
      memory: "rc11",
      executions: 4,
      duplicates: 0,
      blocked: 0,
      complete: true,
      bound: null,
      racy: false,
      outcomes: [
        { values: { a: 0, b: 0 }, count: 1, asked: true },
        { values: { a: 0, b: 1 }, count: 1, asked: false },
        { values: { a: 1, b: 0 }, count: 1, asked: false },
        { values: { a: 1, b: 1 }, count: 1, asked: false },
      ],
      allowed: true,
    });
    const reads = witness?.events.filter(({ access }) => access === "read") ?? [];
    expect(reads.map(({ id, readsFrom }) => [witness?.registers.get(id), readsFrom])).toEqual([
      ["a", "init"],
      ["b", "init"],
    ]);
    const forbidden = judge(sb, { memory: "sc" });
    expect(forbidden).toMatchObject({ executions: 3, allowed: false });
    // Drawn is the nearest that there is: one of the two is 0.
    expect(forbidden.witness?.events.filter(({ readsFrom }) => readsFrom === "init")).toHaveLength(1);
  });

  it("counts final values where they are asked for, or where there is nothing else", () => {
    const values = (line: string) => judge(prepared(line), { memory: "sc" }).outcomes.map((outcome) => outcome.values);
    expect(values("A: St x 1 rlx ‖ St x 2 rlx")).toEqual([{ x: 1 }, { x: 2 }]);
    expect(values("A: a=Xc x 1 rlx; St y 5 rlx ? x=1")).toEqual([{ a: 0, x: 1 }]);
    expect(values("A: a=Xc x 1 rlx; St y 5 rlx")).toEqual([{ a: 0 }]);
  });

  it("says nothing of what is not asked, and keeps the first execution", () => {
    const { allowed, witness } = judge(prepared("A: St x 1 rlx"), { memory: "rc11" });
    expect(allowed).toBeNull();
    expect(witness?.events.map(({ call }) => call)).toContain("x.store(1, Relaxed)");
  });

  it("counts assumptions that do not hold as blocked", () => {
    const { executions, blocked } = judge(prepared("A: As ((Ld x rlx)===1) ‖ St x 1 rlx"), { memory: "sc" });
    expect({ executions, blocked }).toEqual({ executions: 1, blocked: 1 });
  });

  it("is not complete where a loop may go on for ever, or where preemptions are bounded", () => {
    const spin = prepared("S: for(let i=0;(Ld x acq)===0;i++); a=1 ‖ St x 1 rel ? a=0");
    expect(judge(spin, { memory: "rc11" })).toMatchObject({
      executions: 17,
      complete: false,
      bound: "16 rounds of loops in a thread",
      allowed: false,
    });
    const sb = prepared("SB: St x 1 rel; a=Ld y acq ‖ St y 1 rel; b=Ld x acq");
    expect(judge(sb, { memory: "sc", preemptions: 0 })).toMatchObject({
      executions: 2,
      complete: false,
      bound: "0 preemptions, 16 rounds of loops in a thread",
    });
  });

  it("names the registers of a thread's events also where updates and loops come before", () => {
    const test = prepared(
      "R: a=Cas x 0 1 rlx; for(let i=1;(Ld [i] rlx)!==0;i--); Fe sc; b=Ld x rlx; c=b+1; d=Xc x c rlx",
    );
    const { witness } = judge(test, { memory: "rc11" });
    const named = witness?.events.flatMap(({ id, call }) => {
      const register = witness.registers.get(id);
      return register === undefined ? [] : [`${register}: ${call.split("(")[0]}`];
    });
    expect(named).toEqual(["a: x.compareExchange", "b: x.load", "d: x.swap"]);
  });
});
