import { increments } from "../../increments.ts";
import { scenarioOf } from "../../scenario-of.ts";

export const neverWrong = scenarioOf(
  "missing/never-wrong",
  "Two threads add one each, atomically, and are expected to deadlock.",
  () => increments(true),
  { expect: { kind: "deadlock" } },
);
