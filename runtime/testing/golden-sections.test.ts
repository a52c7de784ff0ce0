import { expect, it } from "vitest";
import { goldenSections } from "./golden-sections.ts";

it("gives the lines of each section, without the comments", () => {
  const sections = goldenSections("# a table\n= words 2\n1 2\n= 3\n= f(1) 0\n= A::b 1\nx\n");
  expect([...sections]).toEqual([
    ["words", ["1 2", "= 3"]],
    ["f(1)", []],
    ["A::b", ["x"]],
  ]);
});

it("refuses a section that was cut short, and one that comes twice", () => {
  expect(() => goldenSections("= words 2\n1\n")).toThrow('section "words" of the golden table has 1 lines, not 2');
  expect(() => goldenSections("= words 0\n= words 0\n")).toThrow('the golden table has two sections "words"');
});
