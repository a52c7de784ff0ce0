/** The traces in docs/async.md: one run of `future/async-fn` in which nobody interrupts anybody, cut in two. */
import path from "node:path";
import { createStrategy, Runner, renderTrace, Tape } from "../../sim/index.ts";
import { loadScenarios } from "../scenarios/load.ts";
import { PACKAGE_ROOT } from "../scenarios/package-root.ts";

export const ASYNC_PAGE = path.join(PACKAGE_ROOT, "docs", "async.md");
const SCENARIO = path.join(PACKAGE_ROOT, "scenarios", "future", "async-fn.ts");

/** By name, as the page asks for them: up to the first park, and from it on. */
export async function asyncTraces(): Promise<Map<string, string>> {
  const [loaded] = await loadScenarios([SCENARIO]);
  if (loaded === undefined) throw new Error(`${SCENARIO} holds no scenario`);
  const runner = new Runner(loaded.scenario, { strategy: createStrategy("random") });
  const { trace } = runner.replay(new Tape(), "lenient");
  const parks = trace.findIndex((event) => event.call.startsWith("sleep"));
  if (parks < 0) throw new Error("the run of docs/async.md has no timer that sleeps");
  const part = (from: number, to?: number) => renderTrace({ trace: trace.slice(from, to), waiting: [] });
  return new Map([
    ["first-poll", part(0, parks)],
    ["second-poll", part(parks)],
  ]);
}
