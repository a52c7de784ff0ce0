/**
 * A timeout around a future that uses up the cooperative budget at each of its polls. The delay is a leaf
 * too, and would be pending for want of budget: it must have its look all the same.
 */
import { scenario } from "../../properties/index.ts";
import {
  async_,
  blockOn,
  consumeBudget,
  cooperative,
  pollFn,
  timeoutWith,
  wait,
  withBudget,
} from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Signal } from "./support/signal.ts";

const BUDGET = 2;
const ITEMS = 9;

export const timeoutGreedy = scenario({
  name: "future/timeout-greedy",
  about: "A deadline passes while a timeout polls a future that exhausts its budget each time.",
  source: "tokio PR 4314; tokio/tests/time_timeout.rs, timeout_is_not_exhausted_by_future",
  *model() {
    const deadline = new Signal("deadline");
    let hasPassed = false;
    const clock = yield* spawn(function* () {
      yield* deadline.happens();
      hasPassed = true;
    }, "clock");
    const greedy = async_(function* () {
      for (let i = 0; i < ITEMS; i++) yield* wait(consumeBudget(), 0);
    });
    const limited = timeoutWith(greedy, cooperative(deadline.awaited()));
    const polled = pollFn(function* (cx) {
      const isLate = hasPassed;
      const poll = yield* withBudget(BUDGET, () => limited.poll(cx));
      assert(poll.ready || !isLate, "pending though the deadline has passed");
      return poll;
    });
    yield* blockOn(polled);
    yield* limited.drop();
    yield* clock.join();
    yield* deadline.drop();
  },
});
