/**
 * The page's script and style, each as one text. Bundled when a report is written, so that a clone
 * shows an edit at once; an installed package bundles the `.js` that it ships.
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { FROM_SOURCES } from "../scenarios/package-root.ts";

export interface Bundle {
  readonly script: string;
  readonly style: string;
}

export async function bundlePage(): Promise<Bundle> {
  const page = (file: string): string => fileURLToPath(new URL(`./page/${file}`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [page(FROM_SOURCES ? "main.tsx" : "main.js"), page("page.css")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    // The page's own settings are above: those of whoever's project this is are not for it.
    tsconfigRaw: {},
    charset: "utf8",
    legalComments: "inline",
    write: false,
    outdir: "page",
    logLevel: "silent",
  });
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { script: textOf(".js"), style: textOf(".css") };
}
