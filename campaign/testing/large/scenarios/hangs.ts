import type { Op } from "../../../../sim/index.ts";
import { additions } from "../../additions.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const hangs = scenarioOf("large/hangs", "Loops without a step.", function* (): Op<void> {
  yield* additions(2, 2);
  for (;;);
});
