import { AtomicUsize, assert, type Op } from "../../../../sim/index.ts";
import { scenarioOf } from "../../scenario-of.ts";

/** What no model may have: it outlives an execution. */
let executions = 0;

export const unstableToo = scenarioOf(
  "unstable/another",
  "Fails otherwise, by the same mistake.",
  function* (): Op<void> {
    const m = new AtomicUsize(0, "m");
    executions++;
    yield* m.store(executions, "Relaxed");
    assert(false, "fails in words of its own");
  },
);
