import type { Op } from "../../../../sim/index.ts";
import { additions } from "../../additions.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const dies = scenarioOf("large/dies", "Takes its process with it.", function* (): Op<void> {
  yield* additions(2, 2);
  process.kill(process.pid, "SIGKILL");
});
