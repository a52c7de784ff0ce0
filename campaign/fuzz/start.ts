/** What a campaign starts from: a command line, or the journal of one that was not over. */
import { VERSION } from "../../sim/index.ts";
import { Catalogue } from "../scenarios/catalogue.ts";
import type { LoadedScenario } from "../scenarios/load.ts";
import { UsageProblem } from "../usage-problem.ts";
import type { Shard } from "./blocks.ts";
import type { Budget } from "./budget.ts";
import { type Header, isOver, journalPath, readJournal } from "./journal.ts";
import { NO_PAST, type Past, pastOf } from "./past.ts";
import type { CampaignSettings } from "./settings.ts";
import type { Plan } from "./standing.ts";

export interface Start {
  readonly plan: Plan;
  /** The plan's scenarios and where they come from, in order. */
  readonly loaded: readonly LoadedScenario[];
  readonly header: Header;
  readonly past: Past;
  readonly resumed: boolean;
}

export interface Wishes {
  readonly patterns: readonly string[];
  readonly settings: CampaignSettings;
  readonly budget: Budget;
  readonly shard: Shard | null;
  /** As `--config`. */
  readonly config: string | undefined;
}

/** A new campaign. Throws a `UsageProblem` where there is nothing to play. */
export async function begin({ patterns, settings, budget, shard, config }: Wishes, now: Date): Promise<Start> {
  const loaded = await new Catalogue(config).matching(patterns);
  if (loaded.length === 0) throw new UsageProblem("there are no scenarios: write one, or name their files in --config");
  const scenarios = loaded.map(({ scenario }) => scenario);
  const header: Header = {
    journal: 1,
    version: VERSION,
    ...settings,
    budget,
    shard,
    patterns,
    config: config ?? null,
    scenarios: scenarios.map(({ name }) => name),
    startedAt: now.toISOString(),
  };
  return { plan: { scenarios, settings, budget, shard }, loaded, header, past: NO_PAST, resumed: false };
}

/** The campaign whose journal is in `folder`; `config` as `--config`, where it moved. Throws a `UsageProblem` where it cannot go on as it began. */
export async function resume(folder: string, config: string | undefined): Promise<Start> {
  const journal = readJournal(folder);
  if (journal === null) {
    throw new UsageProblem(`there is no campaign to resume in ${folder}: ${journalPath(folder)} does not exist`);
  }
  if (isOver(journal)) {
    throw new UsageProblem(`the campaign in ${folder} is over: \`reveille report ${folder}\` shows it`);
  }
  const header = { ...journal.header, config: config ?? journal.header.config };
  const loaded = await loadedFor(header, folder);
  return { plan: planOf(header, loaded, folder), loaded, header, past: pastOf(journal, folder), resumed: true };
}

/** The plan that `header` has written down. */
export function planOf(header: Header, loaded: readonly LoadedScenario[], folder: string): Plan {
  const { version, seed, strategy, memory, faults, coverage, corpus, budget, shard } = header;
  if (version !== VERSION) {
    throw new UsageProblem(
      `the campaign in ${folder} is of version ${version}, this is ${VERSION}: its seeds mean other executions here`,
    );
  }
  const scenarios = loaded.map(({ scenario }) => scenario);
  return { scenarios, settings: { seed, strategy, memory, faults, coverage, corpus }, budget, shard };
}

/** The scenarios that `header` names, as they are here. */
export async function loadedFor({ scenarios: names, config }: Header, folder: string): Promise<LoadedScenario[]> {
  const all = await new Catalogue(config ?? undefined).matching([]);
  const byName = new Map(all.map((loaded) => [loaded.scenario.name, loaded]));
  return names.map((name) => {
    const loaded = byName.get(name);
    if (loaded !== undefined) return loaded;
    throw new UsageProblem(`the campaign in ${folder} has a scenario that is not here: ${name}`);
  });
}
