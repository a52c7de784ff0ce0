/** Findings that came too late to be looked into, or whose investigators died of them: what the search saw. */
import type { Finding } from "../../sim/index.ts";
import { runLine } from "../finding/reproduce.ts";
import { seedOf } from "./settings.ts";
import type { Standing } from "./standing.ts";

export interface Uninvestigated {
  readonly scenario: string;
  readonly fingerprint: string;
  readonly finding: Finding;
  /** Null where only the tape repeats it. */
  readonly seed: string | null;
  /** The command that shows it again, and shrinks it. */
  readonly again: string;
}

export function uninvestigatedOf({ discoveries, plan }: Standing): readonly Uninvestigated[] {
  const { memory, faults } = plan.settings;
  return discoveries.uninvestigated.map(({ scenario, failure }) => {
    const { fingerprint, finding, smallest } = failure;
    const { tape, strategy, index } = smallest;
    if (tape !== null) return { scenario, fingerprint, finding, seed: null, again: `npx reveille replay ${tape}` };
    const seed = seedOf(plan.settings, index);
    return { scenario, fingerprint, finding, seed, again: runLine({ scenario, seed, strategy, memory, faults }) };
  });
}
