/** Whole executions of the scenario, set-up, seed and verdict included, as a search runs them. */
import { basicNotification } from "../scenarios/atomic-waker/basic-notification.ts";
import { createStrategy, type Listener, Runner } from "../sim/index.ts";
import type { Subject } from "./measure.ts";

/** Executions of one batch, with the seeds `bench.0` and on. */
const SEEDS = 50;

export interface Race extends Subject {
  readonly executions: number;
  /** Steps of a batch at which a switch was possible: all but those on plain memory. */
  readonly points: number;
}

export function race(name: string, monitored: boolean): Race {
  const runner = runnerWith(monitored ? basicNotification.monitors() : []);
  let points = 0;
  const counting = runnerWith([{ onStep: (op) => void (op.kind.switches && points++) }]);
  runAll(counting);
  return { name, units: runAll(runner), executions: SEEDS, points, batch: () => runAll(runner) };
}

function runnerWith(monitors: readonly Listener[]): Runner {
  return new Runner({ ...basicNotification, monitors: () => monitors }, { strategy: createStrategy("random") });
}

/** Gives back the number of steps. */
function runAll(runner: Runner): number {
  let steps = 0;
  for (let i = 0; i < SEEDS; i++) {
    const outcome = runner.run(`bench.${i}`);
    if (outcome.finding !== null) throw new Error(`bench.${i} ended with ${outcome.finding.message}`);
    steps += outcome.steps;
  }
  return steps;
}
