/** What a maintainer reads in the morning: what was found, what was reached, who found it. */
import type { CampaignView } from "../../data.ts";
import { counted, duration, grouped } from "../../model/format.ts";
import { CoverageCharts } from "./coverage-charts.tsx";
import { FindingsTable } from "./findings-table.tsx";
import { ScenariosTable } from "./scenarios-table.tsx";
import { Strategies } from "./strategies.tsx";

export function CampaignPage({ campaign }: { readonly campaign: CampaignView }) {
  const { findings, coverage, lost, warnings, facts } = campaign;
  return (
    <article class="campaign">
      <h1>{findings.length === 0 ? "Nothing found" : counted(findings.length, "finding")}</h1>
      <Figures campaign={campaign} />
      {warnings.length > 0 && (
        <section class="notice">
          <h2>Warnings</h2>
          <ul class="plain">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </section>
      )}
      {findings.length > 0 && (
        <section>
          <h2>Findings</h2>
          <FindingsTable findings={findings} />
        </section>
      )}
      {coverage.length > 0 && (
        <section>
          <h2>Coverage over time</h2>
          <CoverageCharts points={coverage} />
        </section>
      )}
      <section>
        <h2>Schedules per strategy</h2>
        <Strategies rows={campaign.strategies} />
      </section>
      <section>
        <h2>Scenarios</h2>
        <ScenariosTable rows={campaign.scenarios} />
      </section>
      {lost.length > 0 && <Lost lost={lost} />}
      <section>
        <h2>Settings</h2>
        <dl class="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </article>
  );
}

function Figures({ campaign }: { readonly campaign: CampaignView }) {
  const { executions, steps, seconds, over, scenarios } = campaign;
  const speed = executions / Math.max(seconds, 0.001);
  const figures: readonly (readonly [string, string])[] = [
    ["executions", grouped(executions)],
    ["a second", grouped(speed)],
    ["steps", grouped(steps)],
    ["scenarios", grouped(scenarios.length)],
    ["time", duration(seconds)],
    ["ended by", over ?? "nothing yet"],
  ];
  return (
    <dl class="figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Lost({ lost }: { readonly lost: CampaignView["lost"] }) {
  return (
    <section>
      <h2>Lost batches</h2>
      <ul class="plain">
        {lost.map(({ scenario, from, to, why, givenUp, at }) => (
          <li key={`${scenario} ${from} ${at}`}>
            <span class="mono">
              {scenario} {grouped(from)} to {grouped(to - 1)}
            </span>
            : {why}, after {duration(at)}; {givenUp ? "given up" : "played again"}
          </li>
        ))}
      </ul>
    </section>
  );
}
