/**
 * A scenario's name is permanent and is where its file lies: `scenarios/<area>/<kebab-name>.ts` exports
 * exactly one `scenario({ name: "<area>/<kebab-name>" })`. Two files cannot share a path, so names are
 * unique. Files elsewhere under `scenarios/` are helpers.
 */
import ts from "typescript";
import { isTest, nodesOf, type Problem, problem, type Rule, type Source } from "./rule.ts";

const NAME = "scenario-names";
const PLACE = /^scenarios\/(?!known-bugs\/)([^/]+\/[^/]+)\.ts$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;

export const scenarioNames: Rule = {
  name: NAME,
  *check(source: Source): Iterable<Problem> {
    const expected = PLACE.exec(source.path)?.[1];
    if (expected === undefined || isTest(source.path)) return;
    if (!KEBAB.test(expected)) yield problem(NAME, source, 0, `${expected} is not area/kebab-name`);
    const scenarios = [...exportedScenarios(source.file)];
    if (scenarios.length !== 1) {
      yield problem(
        NAME,
        source,
        0,
        `exports ${scenarios.length} scenarios: a scenario file exports exactly one scenario({...})`,
      );
    }
    for (const scenario of scenarios) {
      const name = nameOf(scenario);
      if (name !== expected) {
        yield problem(
          NAME,
          source,
          scenario.getStart(),
          `the name is ${name ?? "not a string literal"}: by its path it is "${expected}"`,
        );
      }
    }
  },
};

function* exportedScenarios(file: ts.SourceFile): Iterable<ts.CallExpression> {
  for (const node of nodesOf(file)) {
    if (!ts.isCallExpression(node) || node.expression.getText() !== "scenario") continue;
    if (isExportedValue(node)) yield node;
  }
}

function isExportedValue({ parent }: ts.Node): boolean {
  if (ts.isExportAssignment(parent)) return true;
  if (!ts.isVariableDeclaration(parent)) return false;
  const statement = parent.parent.parent;
  return (
    ts.isVariableStatement(statement) &&
    (statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

function nameOf(call: ts.CallExpression): string | null {
  const options = call.arguments[0];
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return null;
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText() !== "name") continue;
    return ts.isStringLiteralLike(property.initializer) ? property.initializer.text : null;
  }
  return null;
}
