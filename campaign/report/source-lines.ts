/** The lines of the model that steps stand on, with their neighbours; the rest of the sources stays out of a report. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";
import type { FindingView, RunView } from "./data.ts";

const AROUND = 2;
const PLACE = /^(.*):(\d+):\d+$/;

export class SourceLines {
  readonly #roots: readonly string[];
  readonly #files = new Map<string, readonly string[] | null>();

  constructor(roots: readonly string[] = defaultRoots()) {
    this.#roots = roots;
  }

  /** Of all steps of `runs`. A file that cannot be read is left out: a report from elsewhere still opens. */
  of(runs: readonly (RunView | null)[]): FindingView["sources"] {
    const sources: Record<string, Record<number, string>> = {};
    for (const { place } of runs.flatMap((run) => run?.steps ?? [])) {
      const [, file, line] = PLACE.exec(place ?? "") ?? [];
      if (file === undefined) continue;
      const lines = this.#linesOf(file);
      if (lines === null) continue;
      sources[file] ??= {};
      const used = sources[file];
      const from = Math.max(1, Number(line) - AROUND);
      for (let n = from; n <= Math.min(lines.length, Number(line) + AROUND); n++) used[n] = lines[n - 1] ?? "";
    }
    return sources;
  }

  #linesOf(file: string): readonly string[] | null {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const lines = firstReadable(this.#roots.map((root) => path.resolve(root, file)))?.split(/\r?\n/) ?? null;
    this.#files.set(file, lines);
    return lines;
  }
}

/** Places are relative to our clone, or to the project in whose `node_modules` we are. */
function defaultRoots(): string[] {
  const [project = PACKAGE_ROOT] = PACKAGE_ROOT.split(`${path.sep}node_modules${path.sep}`);
  return [project, PACKAGE_ROOT, process.cwd()];
}

function firstReadable(files: readonly string[]): string | null {
  for (const file of files) {
    try {
      return readFileSync(file, "utf8");
    } catch {
      // Not under this root.
    }
  }
  return null;
}
