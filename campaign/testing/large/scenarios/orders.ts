import { additions } from "../../additions.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const orders = scenarioOf("large/orders", "Three threads add three times each: 1,680 orders.", () =>
  additions(3, 3),
);
