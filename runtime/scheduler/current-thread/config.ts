/** What may be set of a current-thread scheduler, after tokio's `runtime/config.rs`. */
import type { Op } from "../../../sim/index.ts";
import type { Spawner } from "../../blocking/spawner.ts";
import type { TaskHooks } from "../../task/hooks.ts";

/** What becomes of the runtime when a task panics: tokio's `UnhandledPanic`. */
export type UnhandledPanic = "ignore" | "shutdown-runtime";

export interface CurrentThreadConfig {
  /** For traces. */
  readonly label?: string;
  /** Of the runtime that the scheduler belongs to. */
  readonly blockingSpawner?: Spawner;
  /** How many tasks are run before the driver has its turn. */
  readonly eventInterval?: number;
  /** Every how many tasks the inject queue comes before the local one. */
  readonly globalQueueInterval?: number;
  readonly unhandledPanic?: UnhandledPanic;
  /** Called on the thread that is about to park, and after it has; may spawn and wake. */
  readonly beforePark?: () => Op<void>;
  readonly afterUnpark?: () => Op<void>;
  readonly hooks?: TaskHooks;
}
