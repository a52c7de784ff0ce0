/** The line of the model that a step stands on, between its neighbours. */
import type { FindingView } from "../../data.ts";

export function SourcePanel({ place, sources }: { readonly place: string; readonly sources: FindingView["sources"] }) {
  const [, file = place, line = "0", column = ""] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
  const lines = Object.entries(sources[file] ?? {})
    .map(([number, text]) => ({ number: Number(number), text }))
    .filter(({ number }) => Math.abs(number - Number(line)) <= 2);
  const margin = Math.min(...lines.filter(({ text }) => text.trim() !== "").map(({ text }) => text.search(/\S/)));
  return (
    <section class="source" aria-label="Source">
      <h3 class="mono">{column === "" ? place : `${file}:${line}`}</h3>
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get there
        <pre tabIndex={0}>
          {lines.map(({ number, text }) => (
            <span key={number} class={number === Number(line) ? "here" : ""}>
              <span class="number">{number}</span>
              {`${text.slice(margin)}\n`}
            </span>
          ))}
        </pre>
      )}
    </section>
  );
}
