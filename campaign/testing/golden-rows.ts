/**
 * A reporter for vitest: after the tests, how many rows of each golden table were checked. The tests say
 * the number in their titles (`... all 191 rows of ...`), which vitest prints only of tests that fail.
 */
import type { Reporter, TestModule } from "vitest/node";

const ROWS = /\b(\d+) rows\b/;

/** A line for each file of golden tests. */
export function goldenRows(modules: Iterable<TestModule>): string[] {
  const lines: string[] = [];
  for (const module of modules) {
    if (!module.moduleId.endsWith(".golden.test.ts")) continue;
    const tests = [...module.children.allTests()].map((test) => ({
      rows: Number(ROWS.exec(test.name)?.[1] ?? 0),
      passed: test.result().state === "passed",
    }));
    const sum = (of: typeof tests): number => of.reduce((total, { rows }) => total + rows, 0);
    const rows = sum(tests);
    const alike = sum(tests.filter(({ passed }) => passed));
    const verdict = alike === rows ? "0 mismatches" : `mismatches in tables of ${rows - alike}`;
    const file = module.relativeModuleId.replace(".golden.test.ts", "");
    lines.push(`golden  ${file}: ${rows} rows checked, ${verdict}`);
  }
  return lines.sort();
}

export class GoldenRowsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = goldenRows(modules);
    if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n\n`);
  }
}

// vitest loads a reporter that the command line names by its default export.
export default GoldenRowsReporter;
