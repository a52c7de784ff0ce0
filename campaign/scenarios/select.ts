/** Choosing among things with names: by globs, or one by its name, with a suggestion when there is none. */
import picomatch from "picomatch";
import { didYouMean, nearest } from "../suggest.ts";
import { UsageProblem } from "../usage-problem.ts";

/** The names that match any of `patterns`; all of them without patterns. Each pattern must match. */
export function matching(names: readonly string[], patterns: readonly string[], what: string): string[] {
  if (patterns.length === 0) return [...names];
  const chosen = new Set<string>();
  for (const pattern of patterns) {
    const matches = picomatch(pattern);
    const found = names.filter((name) => matches(name));
    if (found.length === 0) throw unmatched(pattern, names, what);
    for (const name of found) chosen.add(name);
  }
  return names.filter((name) => chosen.has(name));
}

/** Refuses a name that is not among `names`. */
export function unknownName(name: string, names: readonly string[], what: string): UsageProblem {
  if (/[*?[\]{}]/.test(name)) {
    return new UsageProblem(`"${name}" is a pattern: name one ${what} here, or give the pattern to \`reveille fuzz\``);
  }
  return new UsageProblem(`unknown ${what} "${name}".${didYouMean(name, names) || hint(names)}`);
}

function unmatched(pattern: string, names: readonly string[], what: string): UsageProblem {
  const areas = [...new Set(names.map((name) => name.split("/", 1)[0] ?? name))];
  const [typed = "", ...rest] = pattern.split("/").map((part) => part.replaceAll(/[*?[\]{}]/g, ""));
  // `area`, or `area/*` with a slip in the area; all else is looked for among the whole names.
  const near = rest.every((part) => part === "") ? nearest(typed, areas).map((area) => `${area}/*`) : [];
  const suggestion =
    near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : didYouMean([typed, ...rest].join("/"), names);
  return new UsageProblem(`no ${what} matches "${pattern}".${suggestion || hint(names)}`);
}

function hint(names: readonly string[]): string {
  return names.length === 0 ? " There are none." : " `reveille list` prints them all.";
}
