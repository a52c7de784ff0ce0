/**
 * Rails and arrows behind the rows. An arrow leaves its step downwards, crosses between two rows,
 * where there is no text, and goes down the rail of the other thread.
 */
import type { RunView } from "../../data.ts";
import type { Lanes } from "../../model/lanes.ts";
import type { Link } from "../../model/links.ts";
import { HEIGHT, type Row } from "../../model/rows.ts";

export interface ArrowsProps {
  readonly run: RunView;
  readonly rows: readonly Row[];
  readonly tops: readonly number[];
  readonly lanes: Lanes;
  readonly links: readonly Link[];
  readonly allReads: boolean;
  /** The rows that are drawn. */
  readonly from: number;
  readonly to: number;
  readonly chosen: number | null;
}

interface Spot {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

const SIGNS = ["wake", "read", "stale"] as const;

export function Arrows({ run, rows, tops, lanes, links, allReads, from, to, chosen }: ArrowsProps) {
  const spots = spotsOf(rows, tops, lanes);
  const top = tops[from] ?? 0;
  const height = (tops[to] ?? 0) - top;
  const shown = links.filter((link) => isShown(link, allReads, chosen));
  return (
    <svg class="arrows" width={lanes.width} height={height} style={{ top: `${top}px` }} aria-hidden="true">
      <defs>
        {SIGNS.map((kind) => (
          <marker
            key={kind}
            id={`head-${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="9"
            markerHeight="9"
            orient="auto"
          >
            <path class={`head-${kind}`} d="M0 0L8 4L0 8z" />
          </marker>
        ))}
      </defs>
      <g transform={`translate(0 ${-top})`}>
        {run.threads.map(({ path }, thread) => (
          <Rail key={path} x={lanes.x(thread)} thread={thread} rows={rows} tops={tops} />
        ))}
        {shown.map((link) => {
          const [source, target] = [spots.get(link.from), spots.get(link.to)];
          if (source === undefined || target === undefined || target.at < from || source.at > to) return null;
          const active = link.from === chosen || link.to === chosen;
          return (
            <path
              key={`${link.kind}-${link.from}-${link.to}`}
              class={`arrow ${link.kind}${active ? " active" : ""}`}
              d={route(source, target, link.kind, tops)}
              marker-end={`url(#head-${link.kind})`}
            />
          );
        })}
      </g>
    </svg>
  );
}

/** All wakes and all stale reads; other reads where asked, or of the chosen step. */
function isShown({ kind, from, to }: Link, allReads: boolean, chosen: number | null): boolean {
  return kind !== "read" || allReads || from === chosen || to === chosen;
}

function Rail({ x, thread, rows, tops }: { x: number; thread: number; rows: readonly Row[]; tops: readonly number[] }) {
  const isOwn = (row: Row): boolean => row.kind !== "remark" && row.thread === thread;
  const [first, last] = [rows.findIndex(isOwn), rows.findLastIndex(isOwn)];
  if (first < 0) return null;
  const middle = HEIGHT.step / 2;
  return (
    <line
      class="rail"
      data-thread={thread % 8}
      x1={x}
      x2={x}
      y1={(tops[first] ?? 0) + middle}
      y2={(tops[last] ?? 0) + middle}
    />
  );
}

function spotsOf(rows: readonly Row[], tops: readonly number[], lanes: Lanes): Map<number, Spot> {
  const spots = new Map<number, Spot>();
  rows.forEach((row, at) => {
    if (row.kind === "remark") return;
    spots.set(row.number, { at, x: lanes.x(row.thread), y: (tops[at] ?? 0) + HEIGHT[row.kind] / 2 });
  });
  return spots;
}

/** Different kinds cross at different heights, so that they do not hide each other. */
const CROSSING = { wake: 0, read: -3, stale: 3 } as const;
const DOT = 6;
const BEND = 5;

function route(source: Spot, target: Spot, kind: Link["kind"], tops: readonly number[]): string {
  const end = target.y - DOT;
  if (source.x === target.x) {
    const side = source.x - 9;
    return `M${source.x} ${source.y}C${side} ${source.y + 10} ${side} ${end - 10} ${target.x - 2} ${end}`;
  }
  const y = (tops[source.at + 1] ?? 0) + CROSSING[kind];
  const turn = Math.sign(target.x - source.x) * BEND;
  return [
    `M${source.x} ${source.y + DOT}V${y - BEND}`,
    `Q${source.x} ${y} ${source.x + turn} ${y}H${target.x - turn}`,
    `Q${target.x} ${y} ${target.x} ${Math.min(y + BEND, end)}V${end}`,
  ].join("");
}
