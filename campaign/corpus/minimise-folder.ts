/** Minimises the corpus of a folder, scenario by scenario: the new tapes are written before the old ones go. */
import { isMemoryName, readFaultText, type Scenario, UsageError } from "../../sim/index.ts";
import { counted } from "../output/numbers.ts";
import type { Catalogue } from "../scenarios/catalogue.ts";
import { UsageProblem } from "../usage-problem.ts";
import { addToCorpus, type CorpusTape, corpusTapes, removeFromCorpus, type Warn } from "./corpus.ts";
import { minimise } from "./minimise.ts";
import { TapePlayer } from "./tape-player.ts";

export interface Shrinking {
  readonly scenario: string;
  readonly before: number;
  readonly after: number;
  /** Distinct features that all of its tapes show, before as after. */
  readonly features: number;
  /** The tapes that end with a finding now: left as they are. */
  readonly failing: readonly string[];
}

/** One result after the other; a scenario that is not here any more keeps its tapes, with a warning. */
export async function* minimiseFolder(dir: string, catalogue: Catalogue, warn: Warn): AsyncGenerator<Shrinking> {
  for (const [name, tapes] of corpusTapes(dir, warn)) {
    let scenario: Scenario;
    try {
      scenario = await catalogue.named(name);
    } catch (thrown) {
      if (!(thrown instanceof UsageProblem)) throw thrown;
      warn(`${name}: ${counted(tapes.length, "tape")} left alone: ${thrown.message}`);
      continue;
    }
    yield minimiseScenario(dir, scenario, tapes, warn);
  }
}

/** Tapes of one memory model under one fault plan show nothing that those of another would. */
function minimiseScenario(dir: string, scenario: Scenario, tapes: readonly CorpusTape[], warn: Warn): Shrinking {
  const groups = new Map<string, CorpusTape[]>();
  for (const tape of tapes) {
    const key = `${tape.header.memory} ${tape.header.faults}`;
    groups.set(key, [...(groups.get(key) ?? []), tape]);
  }
  let features = 0;
  let after = 0;
  const failing: string[] = [];
  for (const group of groups.values()) {
    const player = playerOf(scenario, group);
    if (typeof player === "string") {
      warn(`${scenario.name}: ${counted(group.length, "tape")} left alone: ${player}`);
      after += group.length;
      continue;
    }
    const result = minimise(
      player,
      group.map(({ tape }) => tape),
    );
    const kept = new Set([...result.texts, ...result.failing.map((at) => group[at]?.text ?? "")]);
    addToCorpus(dir, scenario.name, result.texts);
    for (const tape of group) if (!kept.has(tape.text)) removeFromCorpus(tape);
    features += result.features;
    after += kept.size;
    failing.push(...result.failing.map((at) => group[at]?.file ?? ""));
  }
  return { scenario: scenario.name, before: tapes.length, after, features, failing };
}

/** Or why there is none. */
function playerOf(scenario: Scenario, [first]: readonly CorpusTape[]): TapePlayer | string {
  const { memory = "", faults = "plan" } = first?.header ?? {};
  if (!isMemoryName(memory)) return `this version has no memory model "${memory}"`;
  try {
    return new TapePlayer(scenario, memory, readFaultText(faults, "the faults of the tape"));
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown;
    return thrown.message;
  }
}
