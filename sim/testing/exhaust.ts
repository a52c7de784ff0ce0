/**
 * For tests that say "never": every execution of a small model whose main thread spawns the others
 * and joins them, up to what cannot matter. Nobody is asked when a thread starts, nor when the main
 * thread goes on: both touch nothing that the others see.
 */
import type { DecisionKind } from "../decision.ts";
import { Execution } from "../engine/execution.ts";
import type { Memory } from "../memory/memory.ts";
import type { Op } from "../op.ts";
import { DfsStrategy } from "../strategy/dfs.ts";
import type { Strategy } from "../strategy/strategy.ts";

/** `dfs` over the orders of the spawned threads' steps, and over all other questions. */
class StepOrders implements Strategy {
  readonly name = "step-orders";
  readonly systematic = true;
  private readonly dfs = new DfsStrategy();

  begin(): boolean {
    return this.dfs.begin();
  }

  decide(kind: DecisionKind, options: number, view: Execution): number {
    if (kind !== "schedule") return this.dfs.decide(kind, options, view);
    const threads = Array.from({ length: view.ready.length }, (_, option) => view.candidate(option));
    const main = threads.findIndex(({ path }) => path === "0");
    if (main >= 0 && !threads[main]?.op.kind.name.startsWith("join")) return main;
    const unstarted = threads.findIndex(({ op }) => !op.announced);
    if (unstarted >= 0) return unstarted;
    const others = threads.map((_, option) => option).filter((option) => option !== main);
    const chosen = others.length <= 1 ? 0 : this.dfs.decide(kind, others.length, view);
    return others[chosen] ?? main;
  }
}

/** Runs them all; `onRun` looks at each. Throws where there are more than `atMost`. */
export function exhaust(
  model: () => Op<unknown>,
  memory: Memory,
  onRun: (execution: Execution) => void,
  atMost = 200_000,
): void {
  const execution = new Execution();
  const strategy = new StepOrders();
  for (let runs = 0; strategy.begin(); runs++) {
    if (runs === atMost) throw new Error(`more than ${atMost} executions`);
    execution.run(model, { strategy, memory });
    onRun(execution);
  }
}
