/** What a multi-thread scheduler is made with. */
import type { Op } from "../../../sim/index.ts";
import type { TaskHooks } from "../../task/hooks.ts";

export interface MultiThreadConfig {
  /** For traces. */
  readonly label?: string;
  /** How many ticks until a worker looks at the driver and at the shutdown; tokio's 61. */
  readonly eventInterval?: number;
  /** How many ticks until it looks at the inject queue first; null: as measured. */
  readonly globalQueueInterval?: number | null;
  /** Queues what a worker schedules itself behind what it has, instead of running it next. */
  readonly disableLifoSlot?: boolean;
  readonly beforePark?: () => Op<void>;
  readonly afterUnpark?: () => Op<void>;
  readonly hooks?: TaskHooks;
  /** How many tasks fit into a worker's queue, a power of two: 256, or 4 as in tokio's own searches, where it overflows soon. */
  readonly queueCapacity?: number;
  /** Shards of the list that owns the tasks; one by default, in which the threads of a small model meet. */
  readonly ownedShards?: number;
}
