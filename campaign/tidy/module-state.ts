/**
 * No mutable state at module level in the simulated world: what one run leaves behind, the next run
 * would see, and a seed would no longer say everything. A `let`, a static field that can be written,
 * and a collection that is not declared read-only are all such state.
 */
import ts from "typescript";
import { isEngine, isTest, nodesOf, type Problem, problem, type Rule, type Source } from "./rule.ts";

const NAME = "module-state";
const COLLECTIONS: ReadonlySet<string> = new Set(["Map", "Set", "WeakMap", "WeakSet"]);

export const moduleState: Rule = {
  name: NAME,
  *check(source: Source): Iterable<Problem> {
    if (!isEngine(source.path) || isTest(source.path)) return;
    for (const statement of source.file.statements) {
      if (ts.isVariableStatement(statement)) yield* inVariables(source, statement.declarationList);
    }
    for (const node of nodesOf(source.file)) {
      if (ts.isPropertyDeclaration(node) && isWritableStatic(node)) {
        yield problem(
          NAME,
          source,
          node.getStart(),
          `static ${node.name.getText()} can be written: make it readonly, or a field`,
        );
      }
    }
  },
};

function* inVariables(source: Source, list: ts.VariableDeclarationList): Iterable<Problem> {
  const constant = (list.flags & ts.NodeFlags.Const) !== 0;
  for (const declaration of list.declarations) {
    const name = declaration.name.getText();
    if (!constant) {
      yield problem(
        NAME,
        source,
        declaration.getStart(),
        `${name} is mutable state at module level: put it into the execution`,
      );
    } else if (isOpenCollection(source.checker, declaration)) {
      yield problem(
        NAME,
        source,
        declaration.getStart(),
        `${name} can be written: declare it ReadonlyMap, ReadonlySet or readonly T[]`,
      );
    }
  }
}

function isOpenCollection(checker: ts.TypeChecker, { name, initializer }: ts.VariableDeclaration): boolean {
  if (initializer === undefined) return false;
  const type = checker.getTypeAtLocation(name);
  if (COLLECTIONS.has(type.symbol?.name ?? "")) return true;
  const empty = ts.isArrayLiteralExpression(initializer) && initializer.elements.length === 0;
  return empty && checker.isArrayType(type) && type.symbol.name === "Array";
}

function isWritableStatic(node: ts.PropertyDeclaration): boolean {
  const kinds = node.modifiers?.map((modifier) => modifier.kind) ?? [];
  return kinds.includes(ts.SyntaxKind.StaticKeyword) && !kinds.includes(ts.SyntaxKind.ReadonlyKeyword);
}
