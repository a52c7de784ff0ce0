/** For tests of monitors: runs a model under some monitors until one of its executions has a finding. */
import { createStrategy, type Finding, type Listener, type Op, Runner } from "../../sim/index.ts";

/** The first finding within `runs` random executions of `model`, null when all are clean. */
export function firstFinding(monitors: () => readonly Listener[], model: () => Op<void>, runs = 200): Finding | null {
  const program = { name: "testing/model", options: {}, bounds: {}, model, monitors };
  const runner = new Runner(program, { strategy: createStrategy("random") });
  for (let i = 0; i < runs; i++) {
    const { finding } = runner.run(`testing.${i}`);
    if (finding !== null) return finding;
  }
  return null;
}
