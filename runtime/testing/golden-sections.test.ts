import { expect, it } from "vitest";
import { goldenSections, rowsOf } from "./golden-sections.ts";

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

it("refuses to give the rows of a section that is not there, or has none", () => {
  const sections = goldenSections("= words 1\nx\n= none 0\n");
  expect(rowsOf(sections, "words")).toEqual(["x"]);
  for (const title of ["none", "word"]) {
    expect(() => rowsOf(sections, title)).toThrow(`the golden table has no rows "${title}"`);
  }
});
