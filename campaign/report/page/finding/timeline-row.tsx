/** One row: what was called with which ordering, and below it what changed or what came back. */
import type { RunView, StepView } from "../../data.ts";
import type { Lanes } from "../../model/lanes.ts";
import { argumentsOf, HEIGHT, type Row, resultText } from "../../model/rows.ts";
import { changeText, type Held, valueBefore } from "../../model/values.ts";

export interface TimelineRowProps {
  readonly row: Row;
  readonly run: RunView;
  readonly lanes: Lanes;
  readonly held: ReadonlyMap<string, Held>;
  readonly top: number;
  readonly id: string;
  readonly chosen: boolean;
  /** The switch after this step decides. */
  readonly decisive: boolean;
  readonly onChoose: (number: number) => void;
}

export function TimelineRow({ row, run, lanes, held, top, id, chosen, decisive, onChoose }: TimelineRowProps) {
  const place = { top: `${top}px`, height: `${HEIGHT[row.kind]}px` };
  if (row.kind === "remark") {
    return (
      <div class={`row remark ${row.tone}`} style={place} aria-hidden="true">
        <span style={{ marginLeft: `${lanes.textLeft(0)}px` }}>{row.text}</span>
      </div>
    );
  }
  const { number, thread } = row;
  const name = run.threads[thread]?.name ?? "";
  const text = row.kind === "step" ? stepText(row.step, held) : waitingText(row.waiting);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys arrive at the listbox, which has the focus
    <div
      class={`row ${row.kind}${chosen ? " chosen" : ""}`}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-setsize={run.stepCount + run.waiting.length}
      aria-posinset={number}
      style={place}
      onClick={() => onChoose(number)}
    >
      <span class="hidden-text">{`${number}, ${name}: ${spoken(row)}${decisive ? "; the switch after it decides" : ""}`}</span>
      <span class="number" aria-hidden="true">
        {number}
      </span>
      <i class="dot" data-thread={thread % 8} style={{ left: `${lanes.x(thread)}px` }} />
      <span
        class="text"
        aria-hidden="true"
        style={{ left: `${lanes.textLeft(thread)}px`, width: `${lanes.textWidth}px` }}
      >
        <span class="line">
          {lanes.narrow && <span class="who">{name}</span>}
          <span class="call">{text.call}</span>
          {text.ordering !== "" && <span class="ordering">{text.ordering}</span>}
        </span>
        <span class="line below">
          {text.stale && <span class="badge warn">stale</span>}
          {text.below}
        </span>
      </span>
      {decisive && (
        <span class="decides" aria-hidden="true">
          decisive switch
        </span>
      )}
    </div>
  );
}

interface RowText {
  readonly call: string;
  readonly ordering: string;
  readonly below: string;
  readonly stale: boolean;
}

function stepText(step: StepView, held: ReadonlyMap<string, Held>): RowText {
  const { call, kind, label, ordering = "", result, stale = false } = step;
  // What a thread does to no object, or to itself, reads best as it was written: spawn(worker), park().
  const onObject = label !== undefined && call.startsWith(`${label}.`);
  const inside = onObject ? argumentsOf(step) : "";
  return {
    call: onObject ? `${label}.${kind}` : call,
    ordering,
    below: outcome(step, inside, result?.replace(/ \(stale\)$/, ""), held),
    stale,
  };
}

function outcome(step: StepView, inside: string, result: string | undefined, held: ReadonlyMap<string, Held>): string {
  const before = step.object === undefined ? null : valueBefore(held.get(step.object), step);
  if (before !== null && step.value !== undefined && before !== step.value) return changeText(before, step.value);
  if (result !== undefined) return resultText(result);
  return inside === "" ? "" : `(${inside})`;
}

function waitingText({ call, waitsFor }: { readonly call: string; readonly waitsFor: string }): RowText {
  return { call, ordering: "", below: waitsFor, stale: false };
}

/** The whole row for those who hear it. */
function spoken(row: Exclude<Row, { kind: "remark" }>): string {
  if (row.kind === "waiting") return `${row.waiting.call} ${row.waiting.waitsFor}, for ever`;
  const { call, result, faults = [] } = row.step;
  return [call, result === undefined ? "" : resultText(result), ...faults.map((fault) => `after the fault ${fault}`)]
    .filter((part) => part !== "")
    .join(" ");
}
