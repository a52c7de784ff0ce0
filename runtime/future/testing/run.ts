/** For the tests of futures: runs a model in the dullest way, or under many random schedules. */
import { type Bounds, createStrategy, Execution, type Finding, type Listener, type Op } from "../../../sim/index.ts";

export interface RunOptions {
  readonly bounds?: Partial<Bounds>;
  readonly listeners?: readonly Listener[];
}

/** The verdict of one execution in which nobody interrupts anybody. */
export function runOnce(model: () => Op<unknown>, options: RunOptions = {}): Finding | null {
  const execution = new Execution();
  const strategy = { name: "dull", systematic: false, begin: () => true, decide: () => 0 };
  execution.run(model, { ...options, strategy });
  return execution.finding;
}

/** As `runOnce`; throws where there is a finding. */
export function runClean(model: () => Op<unknown>, options: RunOptions = {}): void {
  const found = runOnce(model, options);
  if (found !== null) throw new Error(`${found.kind}: ${found.message}\n${found.details.join("\n")}`);
}

/** The kinds of verdict of 300 random schedules, sorted. */
export function verdicts(model: () => Op<unknown>, options: RunOptions = {}): string[] {
  const execution = new Execution();
  const strategy = createStrategy("random");
  const kinds = new Set<string>();
  for (let run = 0; run < 300; run++) {
    strategy.begin(`sweep.${run}`);
    execution.run(model, { ...options, strategy });
    kinds.add(execution.finding?.kind ?? "clean");
  }
  return [...kinds].sort();
}
