/** What the project set out to reach, and whether this run did. */
import { type Row, ratio } from "./table.ts";

export interface Aim {
  readonly name: string;
  readonly measured: number;
  /** `below`: reached under the limit; `from`: reached at the limit or over it. */
  readonly side: "below" | "from";
  readonly limit: number;
}

export function aimRow({ name, measured, side, limit }: Aim): Row {
  const reached = side === "below" ? measured < limit : measured >= limit;
  return [
    name,
    ratio(measured),
    `${side === "below" ? "under" : "at least"} ${limit} x`,
    reached ? "reached" : "missed",
  ];
}
