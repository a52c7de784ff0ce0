/** `assume`: executions in which a condition does not hold are of no interest, and count as blocked. */
import { step } from "../engine/operation.ts";
import { StepKind } from "../engine/step-kind.ts";
import type { Op } from "../op.ts";

/** Announced where the condition does not hold: the thread goes no further. */
export const ASSUME = new StepKind<void>({
  name: "assume",
  access: "none",
  enabled: () => false,
  perform: () => undefined,
  showArguments: () => "false",
  waitsFor: () => "assumed something that does not hold",
});

/** Goes on only where `condition` holds; for exhaustive exploration, elsewhere it is a deadlock. */
export function* assume(condition: boolean): Op<void> {
  if (!condition) yield* step(ASSUME, null);
}
