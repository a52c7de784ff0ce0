/** The two ways to look for a bug in a scenario: at some executions, drawn by seed, or at all there are. */
import {
  createStrategy,
  Explorer,
  type FaultSetting,
  type Finding,
  investigateFailure,
  type MemoryName,
  type Report,
  type Scenario,
  search,
} from "../../sim/index.ts";

/** The `Strategy` of patches that are hunted in all executions, by the explorer. */
export const EXHAUSTIVE = "exhaustive";

/** The bugs' own seed: the table of seeds to find is the same everywhere. */
const HUNT_SEED = "bugs";

export interface Look {
  /** Executions up to and with the one that failed, or all that were looked at. */
  readonly iterations: number;
  readonly finding: Finding | null;
  /** Where it failed, in words. */
  readonly where: string;
  /** There are no other executions, and none failed. */
  readonly complete: boolean;
  /** The bounds that cut executions off, in words. */
  readonly bounds: readonly string[];
  /** The report on the finding; null where there is none, or where no tape expresses it. */
  investigate(): Report | null;
}

/** What an execution is under. */
export interface Under {
  readonly memory: MemoryName;
  readonly faults: FaultSetting;
}

/**
 * Until the finding shows that is looked for: a bug may break more than that, and which breaks first is
 * a matter of seeds. Where it does not show, the first other finding is what there is.
 */
export function lookAtSome(
  scenario: Scenario,
  strategy: string,
  under: Under,
  iterations: number,
  isWanted: (finding: Finding) => boolean,
): Look {
  let seen = false;
  const { tally, runner } = search(scenario, {
    ...under,
    strategy: createStrategy(strategy),
    seed: HUNT_SEED,
    iterations,
    maxFindings: Number.POSITIVE_INFINITY,
    shouldStop: () => seen,
    onOutcome: (_index, { finding }) => {
      seen = finding !== null && isWanted(finding);
    },
  });
  const failures = [...tally.failures.values()];
  const failure = failures.find(({ outcome }) => outcome.finding !== null && isWanted(outcome.finding)) ?? failures[0];
  return {
    iterations: tally.executions,
    finding: failure?.outcome.finding ?? null,
    where: `at seed ${failure?.seed}`,
    complete: false,
    bounds: [],
    investigate: () => (failure === undefined ? null : investigateFailure(runner, failure)),
  };
}

/** `executions`: the most to look at. What a bound cuts off (a spin loop has no end) is looked at up to there. */
export function lookAtAll(scenario: Scenario, under: Under, executions: number): Look {
  const explorer = new Explorer(scenario, under);
  const ended = explorer.explore(() => explorer.executions >= executions);
  const isFound = ended === "finding";
  return {
    iterations: explorer.executions + (isFound ? 1 : 0),
    finding: explorer.finding,
    where: `in execution ${explorer.executions + 1}`,
    complete: ended === "done",
    bounds: [...explorer.bounds],
    investigate: () => (isFound ? explorer.report() : null),
  };
}
