import { AtomicUsize, assert, type Op } from "../../../../sim/index.ts";
import { scenarioOf } from "../../scenario-of.ts";

/** What no model may have: it outlives an execution. */
let executions = 0;

export const unstable = scenarioOf(
  "unstable/counts-runs",
  "Fails by what earlier runs left behind.",
  function* (): Op<void> {
    const n = new AtomicUsize(0, "n");
    executions++;
    yield* n.store(executions, "Relaxed");
    assert(false, "always fails, with another value stored each time");
  },
);
