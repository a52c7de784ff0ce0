/** The patch file of an ordering mutant. */
import { EXHAUSTIVE } from "../look.ts";
import type { OrderingMutant } from "./mutants.ts";
import { diffOf } from "./mutate.ts";
import { VERDICTS } from "./verdicts.ts";

/** Enough for all of them; the sizes are in `docs/ordering-mutants.md`. */
const BUDGET = 5_000;

/** `source`: the present text of the mutant's file. */
export function patchText(mutant: OrderingMutant, source: string): string {
  const verdict = VERDICTS[mutant.name];
  if (verdict === undefined) throw new Error(`${mutant.name}: there is no verdict on it in verdicts.ts`);
  const { scenario, breaks, why } = verdict;
  return [
    `Description: ${mutant.what}.`,
    ...why.map((line) => ` ${line}`),
    "Origin: synthetic; written by campaign/known-bugs/ordering/write.ts",
    `Bug: ${breaks === "nothing" ? "none: equivalent" : "none known"}`,
    `Scenario: ${scenario}`,
    `Breaks: ${breaks}`,
    "Memory: rc11",
    `Strategy: ${EXHAUSTIVE}`,
    `Budget: ${BUDGET}`,
    "",
    diffOf(mutant, source),
  ].join("\n");
}
