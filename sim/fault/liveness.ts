/** The liveness phase of a run: nothing strikes any more, all is healed, and now there must be progress. */
import { ambient } from "../ambient.ts";
import { noProgress } from "../engine/quiescence.ts";
import type { Op } from "../op.ts";
import { later } from "../thread/later.ts";

/**
 * Ends faults, heals the networks of the execution, and runs `body`, which must return within
 * `withinNs` of virtual time: else the finding is a `livelock`.
 */
export function* liveness<T>(withinNs: number, body: () => Op<T>): Op<T> {
  const execution = ambient();
  const bark = (): void =>
    execution.fail(noProgress(execution, `no progress within ${withinNs} ns of virtual time after healing.`));
  execution.faults.end();
  const until = execution.now + withinNs;
  // Just in time is in time.
  const watchdog = later(withinNs + 1, bark, { background: true });
  try {
    const result = yield* body();
    if (execution.now > until) bark();
    return result;
  } finally {
    execution.agenda.cancel(watchdog);
  }
}
