/** What is explored, and within which bounds; the same in all processes and in the checkpoint. */
import { Explorer, type FaultSetting, type MemoryName, type Scenario } from "../../sim/index.ts";

export interface Settings {
  readonly memory: MemoryName;
  /** The most yields of one thread in an execution. */
  readonly yields: number;
  /** The most preemptions of an execution; null for no bound. */
  readonly preemptions: number | null;
  /** Which faults may strike. */
  readonly faults: FaultSetting;
}

export const DEFAULT_YIELDS = 3;

export function createExplorer(scenario: Scenario, { memory, yields, preemptions, faults }: Settings): Explorer {
  return new Explorer(scenario, {
    memory,
    yields,
    faults,
    ...(preemptions === null ? {} : { preemptions }),
  });
}
