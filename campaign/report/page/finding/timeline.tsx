/**
 * The timeline: a rail per thread, steps from top to bottom. Rows have fixed heights, and only those
 * in view are drawn: an original run may have thousands.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RunView } from "../../data.ts";
import { lanesFor } from "../../model/lanes.ts";
import type { Link } from "../../model/links.ts";
import type { Stop } from "../../model/moves.ts";
import { HEIGHT, type Row, topsOf, visible } from "../../model/rows.ts";
import type { Held } from "../../model/values.ts";
import { Arrows } from "./arrows.tsx";
import { LaneHeads } from "./lane-heads.tsx";
import { TimelineRow } from "./timeline-row.tsx";

export interface TimelineProps {
  readonly run: RunView;
  readonly rows: readonly Row[];
  readonly links: readonly Link[];
  readonly held: ReadonlyMap<string, Held>;
  readonly hidden: ReadonlySet<number>;
  readonly setHidden: (hidden: ReadonlySet<number>) => void;
  readonly allReads: boolean;
  readonly decisive: number | null;
  readonly chosen: Stop | undefined;
  readonly onChoose: (number: number) => void;
}

/** Drawn above and below what is in view, so that scrolling does not show gaps. */
const BEYOND = 300;
/** A row of the chosen step's neighbours stays in view, too. */
const MARGIN = HEIGHT.step;

export function Timeline(props: TimelineProps) {
  const { run, rows, links, held, hidden, setHidden, allReads, decisive, chosen, onChoose } = props;
  const box = useRef<HTMLDivElement>(null);
  const [{ width, height }, setSize] = useState({ width: 800, height: 600 });
  const [scrolled, setScrolled] = useState(0);
  const tops = useMemo(() => topsOf(rows), [rows]);
  const lanes = useMemo(() => lanesFor(width, run.threads.length), [width, run]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const at = chosen === undefined ? -1 : rows.indexOf(chosen);
  useEffect(() => {
    const element = box.current;
    if (element === null || at < 0) return;
    const [top = 0, bottom = 0] = [tops[at], tops[at + 1]];
    const heads = element.querySelector<HTMLElement>(".heads")?.offsetHeight ?? 0;
    const room = element.clientHeight - heads;
    if (top - MARGIN < element.scrollTop) element.scrollTop = top - MARGIN;
    else if (bottom + MARGIN > element.scrollTop + room) element.scrollTop = bottom + MARGIN - room;
    // The page too, at once so far that the whole timeline fits: the buttons are not to move at each press.
    const edge = element.getBoundingClientRect().top + heads + bottom - element.scrollTop;
    if (edge > window.innerHeight) element.closest(".explorer")?.scrollIntoView();
  }, [at, tops]);

  const { first, last } = visible(tops, scrolled - BEYOND, scrolled + height + BEYOND);
  const idOf = (number: number): string => `step-${number}`;
  return (
    <div class="timeline" ref={box} onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}>
      <LaneHeads {...{ run, lanes, hidden, setHidden }} />
      <div
        class="rows"
        role="listbox"
        aria-label="Timeline"
        tabIndex={0}
        aria-activedescendant={chosen === undefined ? undefined : idOf(chosen.number)}
        style={{ height: `${tops.at(-1) ?? 0}px` }}
      >
        <Arrows
          {...{ run, rows, tops, lanes, links, allReads }}
          from={first}
          to={last}
          chosen={chosen?.number ?? null}
        />
        {rows.slice(first, last).map((row, i) => (
          <TimelineRow
            key={row.kind === "remark" ? `remark-${first + i}` : row.number}
            {...{ row, run, lanes, held }}
            top={tops[first + i] ?? 0}
            id={row.kind === "remark" ? "" : idOf(row.number)}
            chosen={row === chosen}
            decisive={row.kind === "step" && row.number === decisive}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  );
}
