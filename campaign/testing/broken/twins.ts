/** Two scenarios that claim one name. */
import { increments } from "../increments.ts";
import { scenarioOf } from "../scenario-of.ts";

export const one = scenarioOf("fine/twin", "The first of that name.", () => increments(true));
export const other = scenarioOf("fine/twin", "The second of that name.", () => increments(true));
