/**
 * Coverage over time: a small chart for each kind of feature, since their sizes differ by orders of
 * magnitude, and one for the chance that the next execution shows something new. Plain SVG: a line and
 * two labels each, drawn in the page's own colours, and readable without seeing it.
 */
import type { CoveragePoint } from "../../data.ts";
import { duration, grouped, percent } from "../../model/format.ts";

interface Series {
  readonly name: string;
  readonly about: string;
  readonly values: readonly (readonly [at: number, value: number])[];
  readonly text: (value: number) => string;
}

const ABOUT: Readonly<Record<string, string>> = {
  conflict: "ordered pairs of conflicting accesses",
  "reads-from": "who read whose write",
  transition: "outcomes of transitions",
  "lock-order": "locks taken while others were held",
  fault: "faults by what was going on",
};

export function CoverageCharts({ points }: { readonly points: readonly CoveragePoint[] }) {
  return (
    <div class="charts">
      {seriesOf(points).map((series) => (
        <Chart key={series.name} series={series} />
      ))}
    </div>
  );
}

function seriesOf(points: readonly CoveragePoint[]): Series[] {
  const names = [...new Set(points.flatMap(({ seen }) => Object.keys(seen)))];
  const counts = names.map(
    (name): Series => ({
      name,
      about: ABOUT[name] ?? "",
      values: points.map(({ at, seen }) => [at, seen[name] ?? 0]),
      text: grouped,
    }),
  );
  const chances = points.flatMap(({ at, chanceOfNew }) => (chanceOfNew === null ? [] : [[at, chanceOfNew] as const]));
  if (chances.length === 0) return counts;
  return [
    ...counts,
    { name: "chance of something new", about: "in the next execution", values: chances, text: percent },
  ];
}

const [WIDTH, HEIGHT] = [280, 84];

function Chart({ series: { name, about, values, text } }: { readonly series: Series }) {
  const last = values.at(-1) ?? [0, 0];
  const first = values[0] ?? last;
  const most = Math.max(...values.map(([, value]) => value));
  const path = values.map(
    ([at, value]) => `${px((at / (last[0] || 1)) * WIDTH)},${px(HEIGHT - (value / (most || 1)) * (HEIGHT - 6))}`,
  );
  const heard = `${name}: ${text(first[1])} after ${duration(first[0])}, ${text(last[1])} after ${duration(last[0])}`;
  return (
    <figure>
      <figcaption>
        <span class="name">{name}</span>
        <strong>{text(last[1])}</strong>
        <span class="muted about">{about}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={heard}>
        <line class="base" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        <polyline points={path.join(" ")} />
      </svg>
      <p class="axis muted" aria-hidden="true">
        <span>0</span>
        <span>most {text(most)}</span>
        <span>{duration(last[0])}</span>
      </p>
    </figure>
  );
}

function px(value: number): number {
  return Math.round(value * 10) / 10;
}
