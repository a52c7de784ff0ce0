/** A scenario with nothing but a model: the command line's tests need no monitors of the runtime. */
import type { Expectation, Op, Scenario } from "../../sim/index.ts";

export function scenarioOf(
  name: string,
  about: string,
  model: () => Op<void>,
  more: Partial<Pick<Scenario, "expect" | "bounds" | "options" | "faults">> = {},
): Scenario {
  const expect: Expectation = more.expect ?? "clean";
  return {
    name,
    about,
    source: "made up for the tests of the command line",
    options: more.options ?? {},
    bounds: more.bounds ?? {},
    expect,
    faults: more.faults ?? {},
    model,
    monitors: () => [],
  };
}
