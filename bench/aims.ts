/** What the project set out to reach, and whether this run did. */
import { type Row, ratio } from "./table.ts";

export interface Aim {
  readonly name: string;
  readonly measured: number;
  /** `below`: reached under the limit; `from`: reached at the limit or over it. */
  readonly side: "below" | "from";
  readonly limit: number;
  /** What both are in; left out: times. */
  readonly unit?: "s" | "ms";
}

export function aimRow({ name, measured, side, limit, unit }: Aim): Row {
  const reached = side === "below" ? measured < limit : measured >= limit;
  return [
    name,
    unit === undefined ? ratio(measured) : `${measured.toFixed(measured < 1 ? 2 : 1)} ${unit}`,
    `${side === "below" ? "under" : "at least"} ${limit} ${unit ?? "x"}`,
    reached ? "reached" : "missed",
  ];
}
