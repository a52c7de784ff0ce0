import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Runner, TapeStrategy } from "../sim/index.ts";
import { tapes } from "./arbitraries/tape.ts";
import { runTaskGraph, type TaskGraph, taskGraphs } from "./arbitraries/task-graphs.ts";
import { allMonitors } from "./monitors/all.ts";
import { REPEATABLE } from "./testing/property.ts";

/** A whole runtime takes more steps than a task alone. */
const BOUNDS = { steps: 20_000 };

function verdict(graph: TaskGraph, tape: readonly number[]) {
  const program = {
    name: "testing/task-graph",
    options: {},
    bounds: BOUNDS,
    model: () => runTaskGraph(graph),
    monitors: allMonitors,
  };
  return new Runner(program, { strategy: new TapeStrategy(tape) }).run("tape").finding;
}

describe("a runtime, for every tree of tasks and tape", () => {
  it("keeps every invariant, and every join handle gives what its task gave", () => {
    fc.assert(
      fc.property(taskGraphs(), tapes(256), (graph, tape) => {
        expect(verdict(graph, tape)).toBeNull();
      }),
      { ...REPEATABLE, numRuns: 300 },
    );
  });
});
