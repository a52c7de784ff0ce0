/** The names of the threads above their lanes; each is a switch that hides its steps. */
import type { RunView } from "../../data.ts";
import type { Lanes } from "../../model/lanes.ts";

export interface LaneHeadsProps {
  readonly run: RunView;
  readonly lanes: Lanes;
  readonly hidden: ReadonlySet<number>;
  readonly setHidden: (hidden: ReadonlySet<number>) => void;
}

export function LaneHeads({ run, lanes, hidden, setHidden }: LaneHeadsProps) {
  const toggle = (thread: number): void => {
    const next = new Set(hidden);
    if (!next.delete(thread)) next.add(thread);
    setHidden(next);
  };
  return (
    <fieldset class={lanes.narrow ? "heads narrow" : "heads"}>
      <legend class="hidden-text">Threads; a thread that is not pressed is hidden</legend>
      {run.threads.map(({ name, path }, thread) => (
        <button
          key={path}
          type="button"
          class="head"
          title={`thread ${path}`}
          aria-pressed={!hidden.has(thread)}
          onClick={() => toggle(thread)}
          style={lanes.narrow ? {} : { left: `${lanes.x(thread) - 6}px`, maxWidth: `${lanes.textWidth + 12}px` }}
        >
          <i class="dot" data-thread={thread % 8} aria-hidden="true" />
          {name}
        </button>
      ))}
    </fieldset>
  );
}
