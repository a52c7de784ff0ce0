import { assert, faultStrikes, type Op, sleep } from "../../../sim/index.ts";
import { scenarioOf } from "../scenario-of.ts";

function* model(): Op<void> {
  for (let i = 0; i < 3; i++) {
    yield* sleep(1_000);
    assert(!faultStrikes("loss"), "an answer was lost");
  }
}

/** Fails where the fault strikes, and nowhere else. */
export const oneAnswer = scenarioOf("faulty/one-answer", "Waits for three answers, and asks once for each.", model, {
  faults: { loss: { chance: 0.5 }, crash: {} },
});
