/** One run to walk through: the timeline, what can be hidden of it, and beside it the chosen step. */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { FindingView, RunView } from "../../data.ts";
import { linksOf } from "../../model/links.ts";
import { type Move, neighbour, type Stop } from "../../model/moves.ts";
import { rowsOf } from "../../model/rows.ts";
import { heldIn } from "../../model/values.ts";
import { Help } from "./help.tsx";
import { moveOf } from "./keys.ts";
import { StepPanel } from "./step-panel.tsx";
import { Timeline } from "./timeline.tsx";
import { Toolbar } from "./toolbar.tsx";
import { Waiting } from "./waiting.tsx";

export interface ExplorerProps {
  readonly run: RunView;
  readonly sources: FindingView["sources"];
  /** The step after which the switch decides. */
  readonly decisive: number | null;
}

export function Explorer({ run, sources, decisive }: ExplorerProps) {
  const [number, setNumber] = useState(1);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [object, setObject] = useState<string | null>(null);
  const [allReads, setAllReads] = useState(false);
  const help = useRef<HTMLDialogElement>(null);
  const held = useMemo(() => heldIn(run), [run]);
  const links = useMemo(() => linksOf(run), [run]);
  const rows = useMemo(() => rowsOf(run, { hidden, object }), [run, hidden, object]);
  const stops = useMemo(() => rows.filter((row): row is Stop => row.kind !== "remark"), [rows]);
  const chosen = nearest(stops, number);

  // From what is chosen when it takes effect: keys may come faster than the page is drawn.
  const go = (move: Move): void => {
    setNumber((current) => {
      const from = nearest(stops, current);
      return (from === undefined ? undefined : neighbour(stops, from, move)?.number) ?? current;
    });
  };
  const onKeyDown = (event: KeyboardEvent, everywhere: boolean): void => {
    const move = moveOf(event, everywhere);
    if (move === null || event.defaultPrevented) return;
    event.preventDefault();
    if (move === "help") help.current?.showModal();
    else go(move);
  };
  // At once, not after the first painting: keys may be quicker.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent): void => onKeyDown(event, true);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  });

  const jump = (to: number): void => {
    setHidden(new Set());
    setObject(null);
    setNumber(to);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys pressed on what is inside arrive here
    <div class="explorer" onKeyDown={(event) => onKeyDown(event, false)}>
      <Toolbar
        {...{ run, rows: stops, chosen, go, object, setObject, allReads, setAllReads }}
        help={() => help.current?.showModal()}
      />
      <div class="sides">
        <Timeline
          {...{ run, rows, links, held, hidden, setHidden, allReads, decisive }}
          chosen={chosen}
          onChoose={setNumber}
        />
        <StepPanel {...{ run, held, sources, chosen }} onJump={jump} onObject={setObject} />
      </div>
      <Waiting run={run} onJump={jump} />
      <Help dialog={help} />
    </div>
  );
}

/** What is hidden cannot be chosen: the next that is left is, or the last. */
function nearest(stops: readonly Stop[], number: number): Stop | undefined {
  return stops.find((stop) => stop.number >= number) ?? stops.at(-1);
}
