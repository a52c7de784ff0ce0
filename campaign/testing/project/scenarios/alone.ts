import { AtomicUsize, type Op } from "../../../../sim/index.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const alone = scenarioOf("inert/alone", "One thread, nobody to race with.", function* (): Op<void> {
  yield* new AtomicUsize(0, "n").fetchAdd(1, "Relaxed");
});
