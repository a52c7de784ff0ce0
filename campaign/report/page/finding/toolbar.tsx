/** Stepping by buttons, and what to show. */
import type { RunView } from "../../data.ts";
import { grouped } from "../../model/format.ts";
import type { Move, Stop } from "../../model/moves.ts";

export interface ToolbarProps {
  readonly run: RunView;
  readonly rows: readonly Stop[];
  readonly chosen: Stop | undefined;
  readonly go: (move: Move) => void;
  readonly object: string | null;
  readonly setObject: (object: string | null) => void;
  readonly allReads: boolean;
  readonly setAllReads: (all: boolean) => void;
  readonly help: () => void;
}

const MOVES = [
  ["first", "First", "\u21e4"],
  ["previous", "Previous", "\u2191"],
  ["next", "Next", "\u2193"],
  ["last", "Last", "\u21e5"],
] as const;

export function Toolbar(props: ToolbarProps) {
  const { run, rows, chosen, go, object, setObject, allReads, setAllReads, help } = props;
  const at = chosen === undefined ? -1 : rows.indexOf(chosen);
  const isOff = (move: Move): boolean => (move === "first" || move === "previous" ? at <= 0 : at >= rows.length - 1);
  return (
    <div class="toolbar" role="toolbar" aria-label="Steps">
      <span class="group">
        {MOVES.map(([move, name, sign]) => (
          <button
            key={move}
            type="button"
            aria-label={`${name} step`}
            aria-disabled={isOff(move)}
            onClick={() => go(move)}
          >
            {sign}
          </button>
        ))}
      </span>
      <output class="position">
        {chosen === undefined
          ? "nothing to show"
          : `${grouped(chosen.number)} of ${grouped(run.stepCount + run.waiting.length)}`}
      </output>
      <label>
        object{" "}
        <select
          value={object ?? ""}
          onChange={({ currentTarget }) => setObject(currentTarget.value === "" ? null : currentTarget.value)}
        >
          <option value="">all</option>
          {objectsOf(run).map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={allReads}
          onChange={({ currentTarget }) => setAllReads(currentTarget.checked)}
        />{" "}
        all reads-from
      </label>
      <button type="button" class="help" onClick={help} aria-label="Keys">
        ?
      </button>
    </div>
  );
}

/** By label; two of one label are told apart by their identities. */
function objectsOf({ steps }: RunView): [id: string, name: string][] {
  const labels = new Map(
    steps.flatMap(({ object, label }) => (object === undefined ? [] : [[object, label ?? object]])),
  );
  const twice = (label: string): boolean => [...labels.values()].filter((other) => other === label).length > 1;
  return [...labels]
    .map(([id, label]): [string, string] => [id, twice(label) ? `${label} (${id})` : label])
    .sort(([, a], [, b]) => (a < b ? -1 : 1));
}
