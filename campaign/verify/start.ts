/** Where a verification starts: at the beginning, or where a checkpoint left off. */
import { type FaultSetting, faultText, type MemoryName, type Scenario } from "../../sim/index.ts";
import { DEFAULT_FAULTS, DEFAULT_MEMORY } from "../commands/shared-options.ts";
import { UsageProblem } from "../usage-problem.ts";
import { assertFits, readCheckpoint } from "./checkpoint.ts";
import { Pieces } from "./pieces.ts";
import { createExplorer, DEFAULT_YIELDS, type Settings } from "./settings.ts";

export interface Start {
  readonly settings: Settings;
  readonly pieces: Pieces;
  /** Spent before. */
  readonly seconds: number;
}

/** What the command line says of the settings, as far as it says anything. */
export interface Wishes {
  readonly memory?: MemoryName;
  readonly yields?: number;
  readonly preemptions?: number;
  readonly faults?: FaultSetting;
}

/** Throws a `UsageProblem` for bounds that the memory model does not know. */
export function begin(
  scenario: Scenario,
  { memory = DEFAULT_MEMORY, yields = DEFAULT_YIELDS, preemptions, faults = DEFAULT_FAULTS }: Wishes,
): Start {
  if (preemptions !== undefined && memory !== "sc") {
    throw new UsageProblem(
      `--preemptions bounds interleavings, and "${memory}" has none: use --memory sc, or leave it out`,
    );
  }
  const settings: Settings = { memory, yields, preemptions: preemptions ?? null, faults };
  return { settings, pieces: new Pieces([createExplorer(scenario, settings).save()]), seconds: 0 };
}

/** Throws a `UsageProblem` for a checkpoint that cannot be read, is of something else, or of other settings. */
export function resume(scenario: Scenario, file: string, wishes: Wishes): Start {
  const checkpoint = readCheckpoint(file);
  assertFits(checkpoint, scenario, file);
  const { settings, left, tally, seconds } = checkpoint;
  const made = { ...settings, faults: faultText(settings.faults) };
  const wished = { ...wishes, faults: wishes.faults === undefined ? undefined : faultText(wishes.faults) };
  for (const key of ["memory", "yields", "preemptions", "faults"] as const) {
    const wish = wished[key];
    if (wish === undefined || wish === made[key]) continue;
    const was = made[key] === null ? "was made without it" : `was made with ${made[key]}`;
    throw new UsageProblem(
      `--${key} ${wish}: the checkpoint ${file} ${was}; leave it out, or begin again without --resume`,
    );
  }
  return { settings, pieces: new Pieces(left, tally), seconds };
}
