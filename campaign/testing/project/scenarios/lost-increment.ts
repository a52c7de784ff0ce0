import { increments } from "../../increments.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const lostIncrement = scenarioOf("broken/lost-increment", "Two threads add one each, by load and store.", () =>
  increments(false),
);
