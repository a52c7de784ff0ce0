/** The diff of an ordering mutant against the present text of its file. */
import { createTwoFilesPatch } from "diff";
import type { OrderingMutant } from "./mutants.ts";

const CONTEXT_LINES = 3;

/** As `git diff` would have it, from its line `--- a/...` on. Throws where `source` has no such place. */
export function diffOf(mutant: OrderingMutant, source: string): string {
  const { file, from, to } = mutant;
  const at = placeOf(mutant, source);
  const mutated = source.slice(0, at) + to + source.slice(at + from.length);
  const diff = createTwoFilesPatch(`a/${file}`, `b/${file}`, source, mutated, undefined, undefined, {
    context: CONTEXT_LINES,
  });
  return diff.slice(diff.indexOf("--- "));
}

/** Where in `source` the ordering itself stands. */
export function orderingAt(mutant: OrderingMutant, source: string): number {
  return placeOf(mutant, source) + mutant.orderingAt;
}

function placeOf({ name, file, behind, from }: OrderingMutant, source: string): number {
  const start = source.indexOf(behind);
  const at = source.indexOf(from, start);
  if (start < 0 || at < 0) throw new Error(`${name}: ${file} has no \`${from}\` behind \`${behind}\``);
  return at;
}
