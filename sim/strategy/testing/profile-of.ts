/** What a model's own runs show of it, as the runner measures it for strategies that learn. */
import { Execution } from "../../engine/execution.ts";
import type { Op } from "../../op.ts";
import { type Profile, Profiler } from "../profile.ts";
import { RandomStrategy } from "../random.ts";

export function profileOf(model: () => Op<unknown>, runs = 4): Profile {
  const execution = new Execution();
  const random = new RandomStrategy();
  const profiler = new Profiler();
  for (let i = 0; i < runs; i++) {
    random.begin(`probe.${i}`);
    execution.run(model, { strategy: random, listeners: [profiler] });
    profiler.end(execution);
  }
  return profiler.profile();
}
