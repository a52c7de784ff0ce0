/** What a campaign's executions follow from; the same in all processes that share it, and in its journal. */
import type { FaultSetting, MemoryName } from "../../sim/index.ts";

export interface CampaignSettings {
  /** Execution `i` of a scenario has the seed `<seed>.<i>`. */
  readonly seed: string;
  readonly strategy: string;
  readonly memory: MemoryName;
  readonly faults: FaultSetting;
  /** Whether to count what each scenario says that it reaches, in every execution. */
  readonly coverage: boolean;
  /** The folder whose corpus guided blocks start from; null for none. */
  readonly corpus: string | null;
}

/** The seed of execution `index`. */
export function seedOf({ seed }: Pick<CampaignSettings, "seed">, index: number): string {
  return `${seed}.${index}`;
}
