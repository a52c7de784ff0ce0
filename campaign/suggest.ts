/** "Did you mean": the known names nearest to one that is not known. */
import leven from "leven";

const MOST = 3;

/** The nearest of `known`, best first; a name that contains what was typed counts as near. */
export function nearest(typed: string, known: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  return known
    .map((name) => ({ name, distance: distance(wanted, name.toLowerCase()) }))
    .filter(({ distance, name }) => distance <= Math.max(2, Math.ceil(Math.min(name.length, typed.length) * 0.4)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** ` Did you mean a or b?`, or nothing when nothing is near. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const names = nearest(typed, known);
  return names.length === 0 ? "" : ` Did you mean ${names.join(" or ")}?`;
}

function distance(typed: string, name: string): number {
  if (typed.length >= 3 && name.includes(typed.replace(/\/$/, ""))) return 1;
  // The part after the area alone: people forget the area, or get it wrong.
  const short = name.slice(name.lastIndexOf("/") + 1);
  return Math.min(leven(typed, name), leven(typed.slice(typed.lastIndexOf("/") + 1), short) + 1);
}
