/** What a campaign's executions showed so far, and how likely the next one shows something new. */
import type { Species } from "../../sim/index.ts";
import { grouped } from "../output/numbers.ts";

/** No line where nothing was looked at. */
export function featuresText(species: Pick<Species, "counts" | "executions" | "chanceOfNew">): string[] {
  const chance = species.chanceOfNew();
  if (chance === null) return [];
  const kinds = Object.entries(species.counts()).filter(([, count]) => count > 0);
  const counts = kinds.map(([kind, count]) => `${kind} ${grouped(count)}`).join(", ");
  return [`seen: ${counts === "" ? "nothing" : counts}; ${chanceText(chance)}`];
}

/** `something new in about 1 of 340 executions`. */
export function chanceText(chance: number): string {
  if (chance === 0) return "nothing new to be expected";
  if (chance >= 0.5) return "something new in most executions";
  return `something new in about 1 of ${grouped(1 / chance)} executions`;
}
