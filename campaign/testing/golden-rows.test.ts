import { expect, it } from "vitest";
import type { TestModule } from "vitest/node";
import { goldenRows } from "./golden-rows.ts";

/** As much of vitest's module as the reporter looks at. */
function moduleOf(file: string, tests: readonly (readonly [name: string, state: string])[]): TestModule {
  const allTests = () => tests.map(([name, state]) => ({ name, result: () => ({ state }) }));
  return { moduleId: `/here/${file}`, relativeModuleId: file, children: { allTests } } as unknown as TestModule;
}

it("adds up the rows that the titles of golden tests name, and says of how many there were mismatches", () => {
  const modules = [
    moduleOf("runtime/b.golden.test.ts", [
      ["does the same in all 191 rows of one", "passed"],
      ["does the same in all 9 rows of two", "failed"],
      ["is asked about every function", "passed"],
    ]),
    moduleOf("runtime/a.golden.test.ts", [["does the same in all 4 rows of one", "passed"]]),
    moduleOf("runtime/c.test.ts", [["adds 2 rows", "passed"]]),
  ];
  expect(goldenRows(modules)).toEqual([
    "golden  runtime/a: 4 rows checked, 0 mismatches",
    "golden  runtime/b: 200 rows checked, mismatches in tables of 9",
  ]);
});
