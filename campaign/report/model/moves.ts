/** From a step to the one that a move leads to. */
import type { Row } from "./rows.ts";

/** A row that can be chosen. */
export type Stop = Exclude<Row, { kind: "remark" }>;

export type Move = "next" | "previous" | "nextOnObject" | "previousOnObject" | "forward" | "back" | "first" | "last";

const FAR = 10;

/** Undefined where there is none. */
export function neighbour(stops: readonly Stop[], chosen: Stop, move: Move): Stop | undefined {
  const at = stops.indexOf(chosen);
  const clamped = (to: number): Stop | undefined => stops[Math.max(0, Math.min(stops.length - 1, to))];
  const object = objectOf(chosen);
  switch (move) {
    case "next":
      return stops[at + 1];
    case "previous":
      return stops[at - 1];
    case "forward":
      return clamped(at + FAR);
    case "back":
      return clamped(at - FAR);
    case "first":
      return stops[0];
    case "last":
      return stops.at(-1);
    case "nextOnObject":
      return object === null ? undefined : stops.slice(at + 1).find((stop) => objectOf(stop) === object);
    case "previousOnObject":
      return object === null ? undefined : stops.slice(0, at).findLast((stop) => objectOf(stop) === object);
  }
}

function objectOf(stop: Stop): string | null {
  return stop.kind === "step" ? (stop.step.object ?? null) : null;
}
