import { expect, it } from "vitest";
import { Arc, type Op, panic } from "../../sim/index.ts";
import { mismatches } from "./golden-rows.ts";

function* doubled(row: string): Op<string> {
  const [n = ""] = row.split(" ");
  if (n === "13") panic("unlucky");
  return `${n} ${2 * Number(n)}`;
}

it("gives the rows that come out otherwise, with what came out", () => {
  expect(mismatches(["1 2", "2 5", "3 6"], doubled)).toEqual(["2 5: 2 4"]);
});

it("says after how many rows something went wrong", () => {
  const [only, ...more] = mismatches(["1 2", "13 26", "3 6"], doubled);
  expect(only).toMatch(/^after 1 rows: .*unlucky/s);
  expect(more).toEqual([]);
});

it("finds what the rows leave behind, unless it is cleaned up after them", () => {
  const left: Arc<string>[] = [];
  function* leave(row: string): Op<string> {
    left.push(new Arc(row));
    return row;
  }
  expect(mismatches(["a", "b"], leave)).toHaveLength(1);
  left.length = 0;
  const dropLeft = function* (): Op<void> {
    for (const one of left) yield* one.drop();
  };
  expect(mismatches(["a", "b"], leave, dropLeft)).toEqual([]);
});
