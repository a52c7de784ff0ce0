import { increments } from "../../increments.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const onPurpose = scenarioOf(
  "wrong/on-purpose",
  "Two threads add one each, by load and store, and are expected to lose one.",
  () => increments(false),
  { expect: { kind: "assertion" } },
);
