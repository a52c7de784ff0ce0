/**
 * One idea per file, a function that fits on a screen. A test file's `describe` is a heading, not a
 * function, and does not count.
 */
import ts from "typescript";
import { nodesOf, type Problem, problem, type Rule, type Source } from "./rule.ts";

const NAME = "sizes";
const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
const MEDIAN_LINES_MAX = 99;
const P90_LINES_MAX = 249;

export const sizes: Rule = {
  name: NAME,
  *check(source: Source): Iterable<Problem> {
    const lines = lineCount(source);
    if (lines > FILE_LINES_MAX) {
      yield problem(NAME, source, 0, `${lines} lines, at most ${FILE_LINES_MAX}: is it still one idea?`);
    }
    for (const node of nodesOf(source.file)) {
      if (!ts.isFunctionLike(node) || isDescribe(node)) continue;
      const length = source.file.getLineAndCharacterOfPosition(node.end).line - lineAt(source, node.getStart()) + 1;
      if (length > FUNCTION_LINES_MAX) {
        yield problem(
          NAME,
          source,
          node.getStart(),
          `a function of ${length} lines, at most ${FUNCTION_LINES_MAX}: name its parts`,
        );
      }
    }
  },
};

/** The sizes of all files together: most of them are short. */
export function* checkSpread(sources: readonly Source[]): Iterable<Problem> {
  const lines = sources.map(lineCount).sort((left, right) => left - right);
  const limits = [
    ["median", 0.5, MEDIAN_LINES_MAX],
    ["90th percentile", 0.9, P90_LINES_MAX],
  ] as const;
  for (const [what, share, max] of limits) {
    const at = lines[Math.floor((lines.length - 1) * share)] ?? 0;
    if (at > max)
      yield { rule: NAME, file: ".", line: 1, text: `the ${what} of the files has ${at} lines, at most ${max}` };
  }
}

function lineCount({ file }: Source): number {
  const last = file.getLineAndCharacterOfPosition(file.end);
  return last.character === 0 ? last.line : last.line + 1;
}

function lineAt({ file }: Source, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line;
}

function isDescribe(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && /^describe\b/.test(parent.expression.getText());
}
