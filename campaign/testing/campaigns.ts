/** Campaigns for tests, in this process: with any crew, interrupted and resumed as the test likes. */
import type { Scenario } from "../../sim/index.ts";
import { Alone } from "../fuzz/alone.ts";
import type { Shard } from "../fuzz/blocks.ts";
import { Campaign, type Watcher } from "../fuzz/campaign.ts";
import type { Crew } from "../fuzz/crew.ts";
import { NO_PAST, type Past } from "../fuzz/past.ts";
import type { CampaignSettings } from "../fuzz/settings.ts";
import { type Plan, Standing } from "../fuzz/standing.ts";

export const SETTINGS: CampaignSettings = {
  seed: "test",
  strategy: "portfolio",
  memory: "sc",
  faults: "plan",
  coverage: false,
  corpus: null,
};

export function planFor(scenarios: readonly Scenario[], iterations: number, shard: Shard | null = null): Plan {
  return { scenarios, settings: SETTINGS, budget: { iterations }, shard };
}

export function alone({ scenarios, settings }: Plan): Alone {
  return new Alone(settings, (name) => {
    const scenario = scenarios.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`no scenario is called ${name}`);
    return scenario;
  });
}

/** Runs `plan` to its end. */
export async function play(
  plan: Plan,
  crew: Crew = alone(plan),
  past: Past = NO_PAST,
  watch: Partial<Watcher> = {},
): Promise<Standing> {
  const standing = new Standing(plan, past);
  const nothing = () => undefined;
  const watcher: Watcher = {
    onSpan: nothing,
    onDiscovery: async () => undefined,
    onProgress: nothing,
    onLoss: nothing,
    stop: () => false,
    ...watch,
  };
  await new Campaign(standing, past, crew, watcher).run();
  return standing;
}

/** What a campaign came to, without what depends on the clock or on the order of coming in. */
export function cameTo({ accounts, discoveries, executions, steps, species }: Standing): object {
  return {
    executions,
    steps,
    features: species.counts(),
    chanceOfNew: species.chanceOfNew(),
    scenarios: accounts.map(({ scenario, sums, verdict }) => ({
      name: scenario.name,
      verdict,
      strategies: sums.strategies,
      failures: byFingerprint(sums.failures),
    })),
    findings: byFingerprint(discoveries.all).map(({ fingerprint, scenario, instance, investigated }) => ({
      fingerprint,
      scenario,
      instance,
      tape: investigated.file.tape,
    })),
  };
}

function byFingerprint<T extends { readonly fingerprint: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}
