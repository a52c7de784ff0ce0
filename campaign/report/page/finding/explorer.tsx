/** One run to walk through: the timeline, what can be hidden of it, and beside it the chosen step. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
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
  // What is hidden cannot be chosen: the nearest that is left is.
  const chosen = stops.find((row) => row.number >= number) ?? stops.at(-1);

  const go = (move: Move): void => {
    const to = chosen === undefined ? undefined : neighbour(stops, chosen, move);
    if (to !== undefined) setNumber(to.number);
  };
  const onKeyDown = (event: KeyboardEvent, everywhere: boolean): void => {
    const move = moveOf(event, everywhere);
    if (move === null || event.defaultPrevented) return;
    event.preventDefault();
    if (move === "help") help.current?.showModal();
    else go(move);
  };
  useEffect(() => {
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
