import { describe, expect, it } from "vitest";
import { parseTests } from "./test-file.ts";

const tests = (text: string) => parseTests(text).map(({ test }) => test);

describe("a file of litmus tests", () => {
  it("has one test a line, with comments", () => {
    const text = "# two of them\n\nSB: St x 1 rel; a=Ld y acq ‖ St y 1 rel ? a=0 # asked\r\n  C++: x: Fe sc  \n";
    expect(parseTests(text)).toEqual([
      { place: "line 3", test: { name: "SB", threads: ["St x 1 rel; a=Ld y acq", "St y 1 rel"], outcome: "a=0" } },
      { place: "line 4", test: { name: "C++: x", threads: ["Fe sc"] } },
    ]);
  });

  it("parts threads at || too, where that is no operator", () => {
    expect(tests("P: As ((Ld x acq)!==1||(Ld y acq)!==1) || if(a||b){Fe sc}||Fe ar ? 0:a=1 or a=2")).toEqual([
      {
        name: "P",
        threads: ["As ((Ld x acq)!==1||(Ld y acq)!==1)", "if(a||b){Fe sc}", "Fe ar"],
        outcome: "0:a=1 or a=2",
      },
    ]);
  });

  it("may be JSON: an object with tests, a list of them, or one", () => {
    const test = { name: "A", threads: ["Fe sc"], outcome: "a=1" };
    const more = { ...test, allowed: { sc: true }, note: "x" };
    for (const value of [{ about: {}, tests: [more] }, [test], test]) {
      expect(parseTests(JSON.stringify(value))).toEqual([{ place: "test 1", test }]);
    }
    expect(tests('[{"name":"A","threads":["Fe sc"]}]')).toEqual([{ name: "A", threads: ["Fe sc"] }]);
  });

  it.each([
    ["", "there is no litmus test in it"],
    ["# nothing", "there is no litmus test in it"],
    ["\nFe sc", "line 2: expected NAME: thread ‖ thread ? outcome, found no name"],
    [": Fe sc", "line 1: expected NAME: thread"],
    ["A: Fe sc ?", 'line 1: expected an outcome after "?", found the end'],
    ['{"a', "it is not JSON"],
    ['{"tests":5}', '"tests" is not a list'],
    ['{"tests":[]}', "there is no litmus test in it"],
    ["[null]", 'test 1: expected "name", a text'],
    ['[{"name":"A"}]', 'test 1 (A): expected "threads", a list of texts'],
    ['[{"name":"A","threads":[1]}]', 'test 1 (A): expected "threads", a list of texts'],
    ['[{"name":"A","threads":["Fe sc"],"outcome":1}]', 'test 1 (A): expected "outcome", a text'],
  ])("is refused where it is %j", (text, reason) => {
    expect(() => parseTests(text)).toThrow(reason);
  });
});
