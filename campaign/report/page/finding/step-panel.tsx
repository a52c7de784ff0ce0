/** The chosen step in full: what came of it, what its object holds, where it stands, what all else holds. */
import type { ComponentChildren } from "preact";
import type { FindingView, RunView, StepView } from "../../data.ts";
import { durationNs, grouped } from "../../model/format.ts";
import type { Stop } from "../../model/moves.ts";
import { resultText } from "../../model/rows.ts";
import type { Held } from "../../model/values.ts";
import { SourcePanel } from "./source-panel.tsx";
import { StatePanel } from "./state-panel.tsx";
import { ValueTable } from "./value-table.tsx";

export interface StepPanelProps {
  readonly run: RunView;
  readonly held: ReadonlyMap<string, Held>;
  readonly sources: FindingView["sources"];
  readonly chosen: Stop | undefined;
  readonly onJump: (number: number) => void;
  readonly onObject: (object: string) => void;
}

export function StepPanel({ run, held, sources, chosen, onJump, onObject }: StepPanelProps) {
  if (chosen === undefined) return <aside class="panel" aria-label="Chosen step" />;
  const step = chosen.kind === "step" ? chosen.step : null;
  const own = step?.object === undefined ? undefined : held.get(step.object);
  const thread = run.threads[chosen.thread]?.name ?? "";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get there
    <aside class="panel" aria-label="Chosen step" tabIndex={0}>
      <h2>
        <i class="dot" data-thread={chosen.thread % 8} aria-hidden="true" />
        Step {grouped(chosen.number)}, {thread}
      </h2>
      <p class="mono whole">{chosen.kind === "step" ? chosen.step.call : chosen.waiting.call}</p>
      {chosen.kind === "waiting" && <p class="notice">{chosen.waiting.waitsFor}: it is never let on.</p>}
      {step !== null && <StepFacts {...{ run, step, onJump }} />}
      {own !== undefined && <StatePanel held={own} at={chosen.number} />}
      {step?.place !== undefined && <SourcePanel place={step.place} sources={sources} />}
      <ValueTable {...{ held, onObject }} at={chosen.number} own={step?.object ?? null} />
    </aside>
  );
}

interface StepFactsProps {
  readonly run: RunView;
  readonly step: StepView;
  readonly onJump: (number: number) => void;
}

function StepFacts({ run, step, onJump }: StepFactsProps) {
  const { result, ordering, readsFrom, stale, lets = [], notes = [], faults = [], timeNs } = step;
  const goTo = (number: number, text: string) => (
    <button type="button" class="link" onClick={() => onJump(number)}>
      {text}
    </button>
  );
  const nextOf = (thread: number): number | undefined =>
    run.steps.find((later) => later.index > step.index && later.thread === thread)?.index;
  return (
    <dl class="step-facts">
      {result !== undefined && <Fact name="result">{<code>{resultText(result)}</code>}</Fact>}
      {ordering !== undefined && <Fact name="ordering">{ordering}</Fact>}
      {readsFrom !== undefined && (
        <Fact name="reads from">
          {goTo(readsFrom, `step ${grouped(readsFrom)}`)} {stale === true && <span class="badge warn">stale</span>}
        </Fact>
      )}
      {readsFrom === undefined && stale === true && (
        <Fact name="reads from">
          the initial value <span class="badge warn">stale</span>
        </Fact>
      )}
      {lets.map((thread) => {
        const next = nextOf(thread);
        const name = run.threads[thread]?.name ?? "";
        return (
          <Fact key={thread} name="lets go on">
            {next === undefined ? name : goTo(next, `${name}, at step ${grouped(next)}`)}
          </Fact>
        );
      })}
      {timeNs > 0 && <Fact name="virtual time">{durationNs(timeNs)}</Fact>}
      {faults.map((fault) => (
        <Fact key={fault} name="fault">
          {fault}
        </Fact>
      ))}
      {notes.length > 0 && (
        <Fact name="told">
          {notes.map((note) => (
            <code class="note" key={note}>
              {note}
            </code>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
