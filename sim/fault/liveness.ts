/** The liveness phase of a run: nothing strikes any more, all is healed, and now there must be progress. */
import { ambient } from "../ambient.ts";
import { finding, raise } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { deadline } from "../thread/duration.ts";

/**
 * Ends faults, heals the networks of the execution, and runs `body`, which must return within
 * `withinNs` of virtual time: else the finding is a `livelock`.
 */
export function liveness<T>(withinNs: number, body: () => Op<T>): Op<T> {
  return new LivenessPhase(withinNs, body).run();
}

class LivenessPhase<T> {
  private readonly withinNs: number;
  private readonly body: () => Op<T>;

  constructor(withinNs: number, body: () => Op<T>) {
    this.withinNs = withinNs;
    this.body = body;
  }

  *run(): Op<T> {
    const execution = ambient();
    const until = deadline("liveness", execution.now, this.withinNs);
    execution.faults.end();
    const result = yield* this.body();
    if (execution.now > until) {
      const message = `no progress within ${this.withinNs} ns of virtual time after healing.`;
      raise(finding("livelock", message, { involved: ["liveness"] }));
    }
    return result;
  }
}
