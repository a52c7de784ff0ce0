/**
 * An operation that is built and never run: `a.load("Relaxed");` without `yield*` compiles, and does
 * nothing. Found by type: every expression whose type is a generator must be run, returned, stored or
 * passed on. `yield op` hands the generator itself to the engine, and a generator is always truthy, so
 * both are errors too.
 */
import ts from "typescript";
import { nodesOf, type Problem, problem, type Rule, type Source } from "./rule.ts";

const NAME = "dropped-op";

export const droppedOp: Rule = {
  name: NAME,
  *check(source: Source): Iterable<Problem> {
    for (const node of nodesOf(source.file)) {
      if (ts.isVariableDeclaration(node)) yield* unusedVariable(source, node);
      if (!mayHoldOp(node) || !isOp(source.checker.getTypeAtLocation(node))) continue;
      const wrong = misuse(source, node);
      if (wrong !== null) yield problem(NAME, source, node.getStart(), `${quote(node)} ${wrong}`);
    }
  },
};

/** The expressions that yield a value of their own; wrappers such as parentheses are climbed instead. */
function mayHoldOp(node: ts.Node): node is ts.Expression {
  if (ts.isIdentifier(node)) return !isName(node);
  return ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** True for an identifier that names something rather than reads it. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) || (isDeclaring(parent) && parent.name === node)
  );
}

function isDeclaring(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node)
  );
}

function isOp(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some(isOp);
  return type.aliasSymbol?.name === "Op" || type.symbol?.name === "Generator";
}

/** What is wrong with the place where an operation stands, or null. */
function misuse(source: Source, op: ts.Expression): string | null {
  const value = outermost(op);
  const { parent } = value;
  if (ts.isExpressionStatement(parent)) return "is built and never run: put yield* before it";
  if (ts.isVoidExpression(parent)) return "is thrown away by void: put yield* before it";
  if (ts.isYieldExpression(parent) && parent.asteriskToken === undefined)
    return "is yielded itself: write yield*, not yield";
  if (ts.isForStatement(parent) && parent.condition !== value) return "is built and never run: put yield* before it";
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    return "is thrown away by the comma: put yield* before it";
  }
  if (ts.isArrowFunction(parent) && parent.body === value && returnsNothing(source, parent)) {
    return "is returned to a caller that expects nothing: use a loop with yield*";
  }
  if (ts.isCallExpression(op) && isTested(parent, value))
    return "is tested itself, and an operation is always true: put yield* before it";
  if (ts.isTemplateSpan(parent)) return "is printed itself: put yield* before it";
  return null;
}

/** Climbs from an expression to the largest one that has the same value. */
function outermost(start: ts.Expression): ts.Expression {
  let value = start;
  for (;;) {
    const { parent } = value;
    const passes =
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isSatisfiesExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      (ts.isConditionalExpression(parent) && parent.condition !== value) ||
      (ts.isBinaryExpression(parent) && parent.right === value && isForwarding(parent.operatorToken.kind));
    if (!passes) return value;
    value = parent;
  }
}

function isForwarding(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.CommaToken
  );
}

/** True where `value` decides a branch; a variable may be tested for absence, a call may not. */
function isTested(parent: ts.Node, value: ts.Expression): boolean {
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent))
    return parent.expression === value;
  if (ts.isConditionalExpression(parent) || ts.isForStatement(parent)) return parent.condition === value;
  if (ts.isPrefixUnaryExpression(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.left === value && isForwarding(parent.operatorToken.kind);
}

function returnsNothing({ checker }: Source, arrow: ts.ArrowFunction): boolean {
  const expected = checker.getContextualType(arrow)?.getCallSignatures()[0];
  return expected !== undefined && (expected.getReturnType().flags & ts.TypeFlags.Void) !== 0;
}

/** `const x = a.load(...)` of which nothing ever takes `x`. */
function* unusedVariable(source: Source, { name, initializer }: ts.VariableDeclaration): Iterable<Problem> {
  if (initializer === undefined || !ts.isIdentifier(name) || !isOp(source.checker.getTypeAtLocation(name))) return;
  const symbol = source.checker.getSymbolAtLocation(name);
  for (const node of nodesOf(source.file)) {
    if (node === name || !ts.isIdentifier(node) || symbolAt(source.checker, node) !== symbol) continue;
    if (ts.isExportSpecifier(node.parent) || misuse(source, node) === null) return;
  }
  if (isExported(name)) return;
  yield problem(
    NAME,
    source,
    name.getStart(),
    `${name.text} holds an operation that nothing runs: yield* ${name.text}`,
  );
}

function symbolAt(checker: ts.TypeChecker, node: ts.Identifier): ts.Symbol | undefined {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return checker.getShorthandAssignmentValueSymbol(parent);
  if (ts.isExportSpecifier(parent)) return checker.getExportSpecifierLocalTargetSymbol(parent);
  return checker.getSymbolAtLocation(node);
}

function isExported(name: ts.Identifier): boolean {
  const statement = name.parent.parent.parent;
  return (
    ts.isVariableStatement(statement) &&
    (statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

function quote(node: ts.Node): string {
  const text = node.getText().replaceAll(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
