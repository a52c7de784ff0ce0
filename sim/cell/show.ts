/** How a value of plain memory reads in a trace where the model did not say. */
import { SimObject } from "../engine/sim-object.ts";

export function showPlainly(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (value instanceof SimObject) return value.label;
  if (typeof value === "object" || typeof value === "function") return "some";
  return String(value);
}
