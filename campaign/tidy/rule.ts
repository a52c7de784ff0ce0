/**
 * What a tidy rule is: a function from one parsed file to the problems in it.
 *
 * Rules see types as well as syntax, because the mistake that matters most here (an operation that
 * is built and never run) compiles and looks right.
 */
import ts from "typescript";

export interface Problem {
  readonly rule: string;
  /** Path from the project's root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Source {
  readonly path: string;
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
}

export interface Rule {
  readonly name: string;
  check(source: Source): Iterable<Problem>;
}

export function problem(rule: string, source: Source, position: number, text: string): Problem {
  const line = source.file.getLineAndCharacterOfPosition(position).line + 1;
  return { rule, file: source.path, line, text };
}

export function isTest(path: string): boolean {
  return path.endsWith(".test.ts");
}

/** The folders of the simulated world, where nothing knows the host. */
export function isEngine(path: string): boolean {
  return /^(sim|runtime|properties|scenarios)\//.test(path);
}

/** Every node below `node`, parents before children. */
export function* nodesOf(node: ts.Node): Generator<ts.Node, void, void> {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) {
    yield child;
    yield* nodesOf(child);
  }
}

/** `sim/op.ts:3 [sizes] ...`, which an editor can follow. */
export function show({ rule, file, line, text }: Problem): string {
  return `${file}:${line} [${rule}] ${text}`;
}
