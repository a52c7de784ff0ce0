/**
 * What a finished change does not contain: notes to oneself, tests switched off or singled out,
 * silenced type errors, and prints or exits below `campaign/`.
 */
import ts from "typescript";
import { isEngine, nodesOf, type Problem, problem, type Rule, type Source } from "./rule.ts";

const NAME = "leftovers";
const NOTE = /\b(TO-?DO|FIX-?ME|X{3}|HACK)\b/;
const SILENCED = /@ts-(ignore|nocheck)\b/;
const SWITCHED = /^(it|test|describe|suite|bench)\b.*\.(only|skip|skipIf|todo|fails)$/;
const PRINTS = /^(console\.\w+|process\.exit|process\.(stdout|stderr)\.write)$/;

export const leftovers: Rule = {
  name: NAME,
  *check(source: Source): Iterable<Problem> {
    yield* inComments(source);
    for (const node of nodesOf(source.file)) {
      if (ts.isAsExpression(node) && node.type.kind === ts.SyntaxKind.AnyKeyword) {
        yield problem(NAME, source, node.getStart(), "a cast to any: say the type, or unknown");
      }
      if (!ts.isPropertyAccessExpression(node)) continue;
      const text = node.getText();
      if (SWITCHED.test(text)) yield problem(NAME, source, node.getStart(), `${text}: every test runs, or is deleted`);
      if (isEngine(source.path) && PRINTS.test(text)) {
        yield problem(NAME, source, node.getStart(), `${text}: below campaign/ nothing prints and nothing exits`);
      }
    }
  },
};

function* inComments(source: Source): Iterable<Problem> {
  for (const { pos, end } of commentsOf(source.file)) {
    const text = source.file.text.slice(pos, end);
    const found = NOTE.exec(text) ?? SILENCED.exec(text);
    if (found !== null) yield problem(NAME, source, pos + found.index, `${found[0]} in a comment: do it, or file it`);
  }
}

/** Comments only, so that a string that mentions such a word is left alone. */
function commentsOf(file: ts.SourceFile): Iterable<ts.CommentRange> {
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(file.text, node.pos) ?? []) found.set(range.pos, range);
    for (const range of ts.getTrailingCommentRanges(file.text, node.end) ?? []) found.set(range.pos, range);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return found.values();
}
