/**
 * One campaign over the scenarios of a component, by one process and by two: executions a second of the
 * wall, once everything has started. Each runs twice, in turns, for the machine's own pace.
 */
import { Campaign } from "../campaign/fuzz/campaign.ts";
import { NO_PAST } from "../campaign/fuzz/past.ts";
import { Processes } from "../campaign/fuzz/processes.ts";
import type { CampaignSettings } from "../campaign/fuzz/settings.ts";
import { Standing } from "../campaign/fuzz/standing.ts";
import { begin } from "../campaign/fuzz/start.ts";

/** Nobody counts what comes before: processes start, and the compiler gets to know the model. */
const WARM_SECONDS = 4;
const SECONDS = 6;
const PATTERN = "task/*";

export interface Scaling {
  readonly jobs: number;
  readonly executionsPerSecond: number;
}

export async function scaling(): Promise<readonly Scaling[]> {
  const turns: Scaling[] = [];
  for (const jobs of [1, 2, 2, 1]) turns.push({ jobs, executionsPerSecond: await executionsPerSecond(jobs) });
  return [1, 2].map((jobs) => {
    const own = turns.filter((turn) => turn.jobs === jobs);
    return { jobs, executionsPerSecond: own.reduce((sum, turn) => sum + turn.executionsPerSecond, 0) / own.length };
  });
}

async function executionsPerSecond(jobs: number): Promise<number> {
  const settings: CampaignSettings = {
    seed: "bench",
    strategy: "random",
    memory: "sc",
    faults: "plan",
    coverage: false,
    corpus: null,
  };
  const { plan, header } = await begin(
    { patterns: [PATTERN], settings, budget: { iterations: 100_000_000 }, shard: null, config: undefined },
    new Date(0),
  );
  const standing = new Standing(plan, NO_PAST);
  let from = { seconds: Number.POSITIVE_INFINITY, executions: 0 };
  let to = from;
  const campaign = new Campaign(standing, NO_PAST, new Processes(jobs, { config: header.config, settings }), {
    onSpan: () => {
      const { seconds, executions } = standing;
      if (seconds < WARM_SECONDS) return;
      if (from.seconds === Number.POSITIVE_INFINITY) from = { seconds, executions };
      to = { seconds, executions };
    },
    onDiscovery: async () => undefined,
    onProgress: () => undefined,
    onLoss: (_spans, why) => {
      throw new Error(`a process of the bench was lost: ${why}`);
    },
    stop: () => standing.seconds >= WARM_SECONDS + SECONDS,
  });
  await campaign.run();
  return (to.executions - from.executions) / (to.seconds - from.seconds);
}
