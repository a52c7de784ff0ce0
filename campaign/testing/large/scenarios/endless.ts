import { additions } from "../../additions.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const endless = scenarioOf("large/endless", "Five threads add ten times each: nobody sees the end.", () =>
  additions(5, 10),
);
