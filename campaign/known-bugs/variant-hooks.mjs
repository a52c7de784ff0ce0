// Module hooks (they run in a thread of their own, where tsx does not: hence plain JavaScript).
//
// A *variant* is a set of source files with other text than on disk. A module whose URL carries
// `?bug=<variant>` is loaded with that text; what it imports from the same layers carries the query
// on, and everything else (the engine above all) is shared with the variants beside it.
//
// They lie below tsx, which makes JavaScript of the text that they give it: a variant is compiled as
// the sources beside it are, and differs from them by its patch alone.
import { fileURLToPath } from "node:url";

const LAYERS = ["runtime", "properties", "scenarios"];

/** Variant -> `{ layers, files }`: URLs of the folders that it holds for, and file path -> text. */
const variants = new Map();

/** `port`: takes `{ id, root, variant, files }`, `root` being a folder's URL, and answers `{ id }`. */
export function initialize({ port }) {
  port.on("message", ({ id, root, variant, files }) => {
    variants.set(variant, { layers: LAYERS.map((layer) => new URL(`${layer}/`, root).href), files });
    port.postMessage({ id });
  });
  port.unref();
}

export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context);
  const variant = variantOf(context.parentURL);
  if (variant === null || variantOf(resolved.url) !== null) return resolved;
  if (!known(variant).layers.some((layer) => resolved.url.startsWith(layer))) return resolved;
  const url = new URL(resolved.url);
  url.searchParams.set("bug", variant);
  return { ...resolved, url: url.href };
}

export async function load(url, context, nextLoad) {
  const variant = variantOf(url);
  const source = variant === null ? undefined : known(variant).files.get(fileURLToPath(url));
  return source === undefined ? nextLoad(url, context) : { format: "module", source, shortCircuit: true };
}

function variantOf(url) {
  if (!url?.startsWith("file:") || !url.includes("bug=")) return null;
  return new URL(url).searchParams.get("bug");
}

/** Never the unpatched text in a variant's name. */
function known(variant) {
  const found = variants.get(variant);
  if (found === undefined) throw new Error(`nobody announced the variant "${variant}": import it by PatchedLoader`);
  return found;
}
