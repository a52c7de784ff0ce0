import { additions } from "../../additions.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const endless = scenarioOf("large/endless", "Four threads add six times each: nobody sees the end.", () =>
  additions(4, 6),
);
