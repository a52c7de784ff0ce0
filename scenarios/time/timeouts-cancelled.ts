/**
 * A storm of timeouts around futures that are ready soon: hardly any is over, nearly all are cancelled, by
 * tasks on several workers while the driver fires others. Afterwards no timer is left.
 */
import { scenario } from "../../properties/index.ts";
import { async_, type JoinHandle, spawn, timeout, wait, yieldNow } from "../../runtime/index.ts";
import { assert, type Op } from "../../sim/index.ts";
import { pool } from "../scheduler/support/pool.ts";
import { MS } from "./support/runtime.ts";

/** Sets itself a limit for each of `rounds` yields; the limit of 0 may be over at once. */
const hurries = (rounds: number, limitsMs: readonly number[]) =>
  async_(function* () {
    for (let i = 0; i < rounds; i++) {
      const limitMs = limitsMs[i % limitsMs.length] as number; // below the length
      const result = yield* wait(timeout(yieldNow(), limitMs * MS), 0);
      assert(result.ok || limitMs === 0, "a timeout ended before its time");
    }
  });

export const timeoutsCancelled = scenario({
  name: "time/timeouts-cancelled",
  about: "Tasks on two workers begin timeouts and cancel them, while the driver fires what is due.",
  source: "tokio benches/time_timeout.rs; PR 6584 and its revert 6715",
  options: { tasks: { from: 1, to: 2 }, rounds: { from: 1, to: 3 } },
  *model({ tasks, rounds }) {
    const runtime = yield* pool(2, { enableTime: true });
    yield* runtime.blockOn(
      async_(function* (): Op<void> {
        const joins: JoinHandle<void>[] = [];
        for (let i = 0; i < tasks; i++) joins.push(yield* spawn(hurries(rounds, [64, 0, 5_000]), `task ${i}`));
        for (const join of joins) assert((yield* wait(join, 0)).ok, "a task has panicked");
      }),
    );
    yield* runtime.drop();
  },
});
