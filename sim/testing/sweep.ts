/** For the tests of the engine itself: runs a model over many seeds, or once in the dullest way. */
import type { Bounds } from "../engine/bounds.ts";
import { Execution } from "../engine/execution.ts";
import type { Listener } from "../engine/listener.ts";
import type { Finding, FindingKind } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { RandomStrategy } from "../strategy/random.ts";

export interface SweepOptions {
  /** How many seeds; 300 when left out. */
  readonly runs?: number;
  readonly bounds?: Partial<Bounds>;
  readonly listeners?: readonly Listener[];
  readonly places?: boolean;
}

export interface Sweep {
  /** The kinds of verdict that came up, sorted; `clean` for none. */
  readonly kinds: readonly (FindingKind | "clean")[];
  /** The first finding of any kind. */
  readonly finding: Finding | null;
}

/** Runs `model` under many random schedules. */
export function sweep(model: () => Op<unknown>, options: SweepOptions = {}): Sweep {
  const { runs = 300, ...rest } = options;
  const execution = new Execution();
  const strategy = new RandomStrategy();
  const kinds = new Set<FindingKind | "clean">();
  let first: Finding | null = null;
  for (let run = 0; run < runs; run++) {
    strategy.begin(`sweep.${run}`);
    execution.run(model, { ...rest, strategy });
    kinds.add(execution.finding?.kind ?? "clean");
    first ??= execution.finding;
  }
  return { kinds: [...kinds].sort(), finding: first };
}

/** Runs `model` once, with the dullest answer to every question. */
export function runOnce(model: () => Op<unknown>, options: Omit<SweepOptions, "runs"> = {}): Execution {
  const execution = new Execution();
  const strategy = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };
  execution.run(model, { ...options, strategy });
  return execution;
}

/** Runs `model` once; throws where it had a finding. */
export function runClean(model: () => Op<unknown>, options: Omit<SweepOptions, "runs"> = {}): Execution {
  const execution = runOnce(model, options);
  const { finding } = execution;
  if (finding !== null) throw new Error(`${finding.kind}: ${finding.message}\n${finding.details.join("\n")}`);
  return execution;
}
