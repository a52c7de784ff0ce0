/**
 * A stream that is always ready, read by a loop in a task: without the budget the loop would keep the thread
 * for ever. With it the loop is pending after so many items; it is polled again, and others had their turn.
 */
import { scenario } from "../../properties/index.ts";
import {
  async_,
  blockOn,
  consumeBudget,
  cooperative,
  pollFn,
  readyFuture,
  unconstrained,
  wait,
  withBudget,
} from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Signal } from "./support/signal.ts";

const BUDGET = 4;
const ITEMS = 10;

export const coopBudget = scenario({
  name: "future/coop-budget",
  about: "A greedy loop with a budget for each poll, or unconstrained, while a thread brings an event after it.",
  source: "tokio/tests/coop_budget.rs and task/coop: yield points return Pending when the budget is used up",
  options: { constrained: { oneOf: [true, false] } },
  *model({ constrained }) {
    const event = new Signal("event");
    const other = yield* spawn(() => event.happens(), "other");
    const greedy = async_(function* () {
      for (let i = 0; i < ITEMS; i++) {
        yield* i % 2 === 0 ? wait(consumeBudget(), 0) : wait(cooperative(readyFuture(undefined)), 1);
      }
    });
    const task = async_(function* () {
      yield* wait(constrained ? greedy : unconstrained(greedy));
      yield* wait(cooperative(event.awaited()));
    });
    let polls = 0;
    const polled = pollFn((cx) => {
      polls++;
      return withBudget(BUDGET, () => task.poll(cx));
    });
    yield* blockOn(polled);
    // Ten items and one event at four a poll; the event, or a wake for nothing, may cost some more.
    assert(constrained ? polls >= 3 : polls <= 3, `${polls} polls`);
    yield* task.drop();
    yield* other.join();
    yield* event.drop();
  },
});
