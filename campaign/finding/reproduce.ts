/** The command lines that do something again; what they print must be valid to paste. */

import { type FaultSetting, faultText } from "../../sim/index.ts";

export interface SeededRun {
  readonly scenario: string;
  readonly seed: string;
  readonly strategy: string;
  readonly memory: string;
  readonly faults: FaultSetting;
}

/** The execution of a seed, as the search saw it. */
export function runLine({ scenario, seed, strategy, memory, faults }: SeededRun): string {
  const options = [
    `--seed ${quoted(seed)}`,
    ...(strategy === "portfolio" ? [] : [`--strategy ${quoted(strategy)}`]),
    ...(memory === "sc" ? [] : [`--memory ${memory}`]),
    ...(faults === "plan" ? [] : [`--faults ${quoted(faultText(faults))}`]),
  ];
  return `npx reveille run ${quoted(scenario)} ${options.join(" ")}`;
}

/** A word as a POSIX shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
