import { describe, expect, it } from "vitest";
import { Runner } from "../check/runner.ts";
import { UsageError } from "../finding/usage-error.ts";
import { DfsStrategy } from "../strategy/dfs.ts";
import { type LitmusModel, litmusProgram } from "./model.ts";

const program = (...threads: string[]): LitmusModel => litmusProgram({ name: "test", threads });

/** What all interleavings come to, sorted, each once; runs of a failed assumption are left out. */
function all<T>(model: LitmusModel, of: (model: LitmusModel) => T): T[] {
  const strategy = new DfsStrategy();
  const runner = new Runner(model.program, { strategy });
  const found = new Map<string, T>();
  for (let outcome = runner.tryRun("all"); outcome !== null; outcome = runner.tryRun("all")) {
    if (outcome.finding === null) found.set(JSON.stringify(of(model)), of(model));
  }
  return [...found.keys()].sort().map((key) => found.get(key) as T);
}

const registers = (model: LitmusModel) => model.registers();

describe("a litmus test as a program", () => {
  it("comes under sc to the outcomes of its interleavings", () => {
    const sb = program("St x 1 rel; a=Ld y acq", "St y 1 rel; b=Ld x acq");
    expect(all(sb, registers)).toEqual([
      { a: 0, b: 1 },
      { a: 1, b: 0 },
      { a: 1, b: 1 },
    ]);
  });

  it("names a register after its thread where several threads have it", () => {
    const twice = program("a=Fa x 1 rlx", "a=Fa x 1 rlx; b=a-1");
    expect(twice.registerNames).toEqual(["0:a", "1:a", "b"]);
    expect(all(twice, registers)).toEqual([
      { "0:a": 0, "1:a": 1, b: 0 },
      { "0:a": 1, "1:a": 0, b: -1 },
    ]);
  });

  it("leaves final values in the locations, in cells too, 0 where nobody wrote", () => {
    const writes = program("St x 2 rlx; a=Xc x 5 rlx; b=Cas x 5 (-3) sc; c=Cas x 9 1 ar; St [a+1] b*2 rlx");
    expect(all(writes, (m) => [m.final("x"), m.final("[3]"), m.final("[0]"), m.registers()])).toEqual([
      [-3, 10, 0, { a: 2, b: 5, c: -3 }],
    ]);
  });

  it("computes as C does", () => {
    const sums = program(
      "a=!5; b=!0; c=-2*3+1; d=2<3; e=2>=3; f=7===7&&7!==7; g=0||4; if(g>3){h=1}else{h=2}; if(g>3) k=2",
    );
    expect(all(sums, registers)).toEqual([{ a: 0, b: 1, c: -5, d: 1, e: 0, f: 0, g: 4, h: 1, k: 2 }]);
  });

  it("loops, looks into cells, and reads a second time only where the first did not decide", () => {
    const loop = program("St [2] 7 rlx; for(let i=2;(Ld [i] rlx)!==0;i--) {c=i}; a=(Ld [1] rlx)===1&&(Ld [2] rlx)");
    expect(all(loop, registers)).toEqual([{ c: 2, a: 0 }]);
  });

  it("goes on only where an assumption holds", () => {
    expect(all(program("As ((Ld x rlx)===1); a=1", "St x 1 rlx"), registers)).toEqual([{ a: 1 }]);
  });

  it("knows whether plain accesses raced, also with atomic ones, and goes on", () => {
    const racy = (...threads: string[]) => all(program(...threads), (model) => model.racy());
    expect(racy("St x 1 na; St y 1 rel", "a=Ld y acq; if(a){b=Ld x na}")).toEqual([false]);
    expect(racy("St x 1 na; St y 1 rlx", "a=Ld y acq; if(a){b=Ld x na}")).toEqual([false, true]);
    expect(racy("a=Ld x na", "b=Ld x na")).toEqual([false]);
    expect(racy("a=Ld x na", "St x 1 na")).toEqual([true]);
    expect(racy("a=Ld x na", "b=Ld x sc")).toEqual([false]);
    expect(racy("a=Ld x na", "St x 1 sc")).toEqual([true]);
    expect(racy("St x 2 na", "b=Ld x sc")).toEqual([true]);
    expect(racy("St x 2 na", "Fa x 1 sc")).toEqual([true]);
    expect(racy("St x 2 sc", "b=Ld x sc")).toEqual([false]);
    expect(racy("St x 1 na; a=Ld x na; St x 2 rlx")).toEqual([false]);
  });

  it("refuses a name for two things, and a test without threads", () => {
    expect(() => program("x=Ld x rlx")).toThrow(
      new UsageError('"x" is a register and a location: give one of them another name'),
    );
    expect(() => program()).toThrow("at least one thread");
  });
});
