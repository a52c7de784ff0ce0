/** The liveness phase of a run: nothing strikes any more, all is healed, and now there must be progress. */
import { ambient } from "../ambient.ts";
import { describeThreads, unfinished } from "../engine/quiescence.ts";
import { finding } from "../finding/finding.ts";
import type { Op } from "../op.ts";
import { later } from "../thread/later.ts";

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
    execution.faults.end();
    const until = execution.now + this.withinNs;
    // Just in time is in time.
    const watchdog = later(this.withinNs + 1, () => this.bark(), { background: true });
    try {
      const result = yield* this.body();
      if (execution.now > until) this.bark();
      return result;
    } finally {
      execution.agenda.cancel(watchdog);
    }
  }

  private bark(): void {
    const execution = ambient();
    execution.fail(
      finding("livelock", `no progress within ${this.withinNs} ns of virtual time after healing.`, {
        details: describeThreads(execution),
        involved: unfinished(execution).map((thread) => thread.name),
      }),
    );
  }
}
