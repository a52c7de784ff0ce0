/**
 * The sources that the rules read: the program of `tsconfig.json`, or a few lines given by a test.
 */
import path from "node:path";
import ts from "typescript";
import type { Source } from "./rule.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Every source of ours, parsed and typed as `tsconfig.json` says. */
export function projectSources(): Source[] {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(path.join(ROOT, "tsconfig.json"), {}, host);
  if (config === undefined) throw new Error("tsconfig.json could not be read");
  return sourcesOf(ts.createProgram(config.fileNames, config.options), ROOT);
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(`tsconfig.json: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`);
}

function sourcesOf(program: ts.Program, root: string): Source[] {
  const checker = program.getTypeChecker();
  return program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !file.fileName.includes("/node_modules/"))
    .map((file) => ({ path: path.relative(root, file.fileName).replaceAll(path.sep, "/"), file, checker }));
}

/** What a snippet may use without saying so. */
const PRELUDE = `
type Step = "step";
type Op<T> = Generator<Step, T, void>;
declare class Atomic { load(ordering: "Relaxed"): Op<number>; store(value: number, ordering: "Relaxed"): Op<void>; }
declare const a: Atomic;
declare function take(op: Op<unknown>): void;
`;

/** The standard library, parsed once for all snippets. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** One file of TypeScript given as text, for the tests of the rules. */
export function snippet(text: string, name = "sim/snippet.ts"): Source {
  const files = new Map([
    [`/${name}`, text],
    ["/prelude.d.ts", PRELUDE],
  ]);
  const options = { target: ts.ScriptTarget.ES2023, lib: ["lib.es2023.d.ts"], types: [], strict: true };
  const host = ts.createCompilerHost(options, true);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const own = files.get(file);
    if (own !== undefined) return ts.createSourceFile(file, own, ts.ScriptTarget.ES2023, true);
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, ...rest));
    return parsed.get(file);
  };
  const [source] = sourcesOf(ts.createProgram([...files.keys()], options, host), "/");
  if (source === undefined) throw new Error(`the snippet ${name} was not compiled`);
  return source;
}
