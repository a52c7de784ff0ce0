/** A finding: what broke, how to see it again, and its two runs to walk through. */
import type { FindingView, RunView } from "../../data.ts";
import { counted } from "../../model/format.ts";
import { CopyLine } from "../copy-line.tsx";
import { type Tab, Tabs } from "../tabs.tsx";
import { Explorer } from "./explorer.tsx";

export function FindingPage({ finding }: { readonly finding: FindingView }) {
  const { kind, invariant, scenario, message, problem, replay, run, text } = finding;
  const details = finding.details.filter((detail) => !saysWait(detail, finding.shrunk));
  return (
    <article class="finding">
      <p class="kicker">
        <strong class="badge bad">{kind}</strong>
        {invariant !== null && <strong class="badge">{invariant}</strong>}
        <span class="scenario">{scenario}</span>
      </p>
      <h1>{message}</h1>
      {problem !== null && (
        <p class="notice" role="note">
          {problem}
        </p>
      )}
      <CopyLine label="again" text={replay} />
      {run !== null && <CopyLine label="as found" text={run} />}
      <Facts finding={finding} />
      <Runs finding={finding} />
      {details.length > 0 && (
        <section>
          <h2>More about it</h2>
          <ul class="plain mono">
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        </section>
      )}
      <details class="printed">
        <summary>The report as it was printed</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get there */}
        <pre tabIndex={0}>{text}</pre>
      </details>
    </article>
  );
}

/** Whether it is what stands below the timeline already. */
function saysWait(detail: string, run: RunView | null): boolean {
  return run?.waiting.some(({ thread, waitsFor }) => detail === `"${run.threads[thread]?.name}" ${waitsFor}`) ?? false;
}

function Facts({ finding }: { readonly finding: FindingView }) {
  const { again, seed, strategy, memory, options, faults, decisive, version } = finding;
  const drawn = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  const facts: readonly (readonly [string, string | null])[] = [
    ["again", `${again.failed} of ${again.of}`],
    ["seed", seed === null ? null : `${seed} (${strategy})`],
    ["memory", memory],
    ["options", drawn.length === 0 ? null : drawn.join(" ")],
    ["faults", faults],
    ["decisive", decisive?.text ?? null],
    ["found by", `reveille ${version}`],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Runs({ finding }: { readonly finding: FindingView }) {
  const tabs = [tabOf("shrunk", finding.shrunk, finding), tabOf("original", finding.original, finding)];
  const shown = tabs.filter((tab) => tab !== null);
  return shown.length === 0 ? null : <Tabs label="Runs" tabs={shown} />;
}

function tabOf(id: string, run: RunView | null, finding: FindingView): Tab | null {
  if (run === null) return null;
  const title = id === "shrunk" ? "Shrunk" : "As found";
  const size = `${counted(run.size.steps, "step")}, ${counted(run.size.switches, "switch", "switches")}`;
  const decisive = id === "shrunk" ? (finding.decisive?.afterStep ?? null) : null;
  return {
    id,
    title: `${title}: ${size}`,
    content: () => <Explorer key={id} run={run} sources={finding.sources} decisive={decisive} />,
  };
}
