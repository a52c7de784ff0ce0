// Module hooks (they run in a thread of their own, where tsx does not: hence plain JavaScript).
//
// A *variant* is a set of source files with other text than on disk. Modules whose URL carries
// `?bug=<variant>` are loaded with that text; what they import from the same layers carries the query
// on, and everything else (the engine above all) is shared with the variants beside it.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const LAYERS = ["runtime", "properties", "scenarios"];

/** Variant -> file path -> text. */
const variants = new Map();
/** File path -> JavaScript of the text on disk. */
const plain = new Map();
let layerRoots = [];

/** `root`: URL of the package's folder. `port`: takes `{ variant, files }`, answers `{ variant }`. */
export function initialize({ root, port }) {
  layerRoots = LAYERS.map((layer) => new URL(`${layer}/`, root).href);
  port.on("message", ({ variant, files }) => {
    variants.set(variant, files);
    port.postMessage({ variant });
  });
  port.unref();
}

export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context);
  const variant = variantOf(context.parentURL);
  if (variant === null || !layerRoots.some((layer) => resolved.url.startsWith(layer))) return resolved;
  const url = new URL(resolved.url);
  url.searchParams.set("bug", variant);
  return { ...resolved, url: url.href, shortCircuit: true };
}

export async function load(url, context, nextLoad) {
  const variant = variantOf(url);
  if (variant === null) return nextLoad(url, context);
  const file = fileURLToPath(url);
  const changed = variants.get(variant)?.get(file);
  const source = changed === undefined ? await unchanged(file) : javascript(changed, file);
  return { format: "module", source, shortCircuit: true };
}

function variantOf(url) {
  if (!url?.includes("bug=")) return null;
  return new URL(url).searchParams.get("bug");
}

async function unchanged(file) {
  let code = plain.get(file);
  if (code === undefined) {
    code = javascript(await readFile(file, "utf8"), file);
    plain.set(file, code);
  }
  return code;
}

function javascript(text, file) {
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2023,
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
      inlineSources: true,
    },
  });
  return outputText;
}
