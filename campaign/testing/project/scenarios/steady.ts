import { increments } from "../../increments.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const steady = scenarioOf("fine/steady", "Two threads add one each, atomically.", () => increments(true), {
  options: { rounds: { from: 1, to: 3 } },
  bounds: { steps: 1_000 },
});
