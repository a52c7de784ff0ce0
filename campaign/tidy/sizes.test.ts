import { describe, expect, it } from "vitest";
import { saysOf } from "./fires.ts";
import { snippet } from "./project.ts";
import { checkSpread, sizes } from "./sizes.ts";

const lines = (count: number): string => "export {};\n".repeat(count);
const body = (count: number): string => "\n".repeat(count);

describe("sizes", () => {
  it("asks why a file has over 400 lines", () => {
    expect(saysOf(sizes, lines(401))).toEqual(["1: 401 lines, at most 400: is it still one idea?"]);
    expect(saysOf(sizes, lines(400))).toEqual([]);
  });

  it.each([
    ["a function", (text: string) => `export function f() {${text}}`],
    ["a generator method", (text: string) => `export class C { *m() {${text}} }`],
    ["an arrow", (text: string) => `export const f = () => {${text}};`],
  ])("asks why %s has over 70 lines", (_, wrap) => {
    expect(saysOf(sizes, wrap(body(70)))).toEqual(["1: a function of 71 lines, at most 70: name its parts"]);
    expect(saysOf(sizes, wrap(body(69)))).toEqual([]);
  });

  it("does not count a heading of tests as a function", () => {
    const text = `declare const describe: (name: string, f: () => void) => void;\ndescribe("x", () => {${body(80)}});`;
    expect(saysOf(sizes, text)).toEqual([]);
  });

  it("asks that most files be short", () => {
    const short = snippet(lines(50));
    const long = snippet(lines(300));
    expect([...checkSpread([short, short, short])]).toEqual([]);
    expect([...checkSpread([short, long, long])].map((found) => found.text)).toEqual([
      "the median of the files has 300 lines, at most 99",
      "the 90th percentile of the files has 300 lines, at most 249",
    ]);
  });
});
