/**
 * The traces in docs/tour.md: one run of `task/first-wake` in which nobody interrupts anybody, cut at
 * the stops of the tour. A block of the page between `<!-- trace: NAME -->` and the next fence's end is
 * written by this file; the prose around it is not.
 */
import path from "node:path";
import { createStrategy, Runner, renderTrace, Tape } from "../../sim/index.ts";
import { loadScenarios } from "../scenarios/load.ts";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";

export const TOUR = path.join(PACKAGE_ROOT, "docs", "tour.md");
const SCENARIO = path.join(PACKAGE_ROOT, "scenarios", "task", "first-wake.ts");

/** The stops in order, each with the call that it begins with: the first such call after the stop before. */
const STOPS: readonly (readonly [name: string, begins: RegExp])[] = [
  ["spawn", /^task\.owner\.set/],
  ["run", /^queue\.lock/],
  ["take", /^queue\.lock/],
  ["running", /^task\.get/],
  ["poll", /^isThere\.load/],
  ["idle", /^task\.stage\.endBorrowMut/],
  ["wake", /^isThere\.store/],
  ["schedule", /^queue\.lock/],
  ["release", /^task\.state\.fetchSub/],
  ["second", /^helper\.join/],
  ["after", /^task\.stage\.endBorrowMut/],
];

/** By stop, its steps as columns. Throws where the run has no such stop any more. */
export async function tourTraces(): Promise<Map<string, string>> {
  const [loaded] = await loadScenarios([SCENARIO]);
  if (loaded === undefined) throw new Error(`${SCENARIO} holds no scenario`);
  const runner = new Runner(loaded.scenario, { strategy: createStrategy("random") });
  const { trace } = runner.replay(new Tape(), "lenient");
  const starts: number[] = [];
  for (const [name, begins] of STOPS) {
    const from = (starts.at(-1) ?? -1) + 1;
    const at = trace.findIndex((event, i) => i >= from && begins.test(event.call));
    if (at < 0) throw new Error(`the tour has no stop "${name}": no step matches ${begins} after step ${from}`);
    starts.push(at);
  }
  const slice = (i: number) => renderTrace({ trace: trace.slice(starts[i], starts[i + 1]), waiting: [] });
  return new Map(STOPS.map(([name], i) => [name, slice(i)]));
}

/** The page with its traces as they are now. Throws where the page asks for a stop that there is not. */
export function withTraces(page: string, traces: ReadonlyMap<string, string>): string {
  return page.replace(
    /(<!-- trace: (\S+) -->\n```text\n)[\s\S]*?(```)/g,
    (_block, head: string, name: string, end: string) => {
      const trace = traces.get(name);
      if (trace === undefined)
        throw new Error(`docs/tour.md asks for the trace "${name}": the stops are ${[...traces.keys()].join(", ")}`);
      return `${head}${trace}\n${end}`;
    },
  );
}
