/** Ways of making the other answers simpler: options, drawn numbers, faults, spurious failures. */
import type { Aside } from "./choice.ts";
import type { Shrinker } from "./shrinker.ts";

/** Sets spans of answers to 0, large ones first. */
export function zeroAsides(shrinker: Shrinker): void {
  for (let size = shrinker.script.asides.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < shrinker.script.asides.length && !shrinker.exhausted; from += size) {
      change(shrinker, (answer, at) => (at >= from && at < from + size ? 0 : answer));
    }
  }
}

/** Halves each answer, or takes one off it, while that goes. */
export function lowerAsides(shrinker: Shrinker): void {
  for (let target = 0; target < shrinker.script.asides.length; target++) {
    const lower = (by: (answer: number) => number): boolean =>
      change(shrinker, (answer, at) => (at === target ? by(answer) : answer));
    while (lower((answer) => Math.floor(answer / 2)) || lower((answer) => Math.max(answer - 1, 0)));
  }
}

/** False, without a run, where the change changes nothing. */
function change(shrinker: Shrinker, next: (answer: number, at: number) => number): boolean {
  const { asides } = shrinker.script;
  const changed: Aside[] = asides.map((aside, at) => ({ ...aside, answer: next(aside.answer, at) }));
  if (changed.every(({ answer }, at) => answer === asides[at]?.answer)) return false;
  return shrinker.try({ ...shrinker.script, asides: changed });
}
