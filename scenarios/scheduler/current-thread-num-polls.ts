/**
 * How often the future of a blockOn is polled, at most: where the core cannot be had, when it can, when the
 * future is woken, and once more where a third thread snatches the core away. Tasks that yield all the
 * while must not add to that.
 */
import { scenario } from "../../properties/index.ts";
import {
  async_,
  type Context,
  type CurrentThread,
  type Future,
  type Poll,
  wait,
  yieldNow,
} from "../../runtime/index.ts";
import { assert, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "../task/support/futures.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

const YIELDS = 3;
const MOST_POLLS = 4;

class Counted extends HoldingFuture<void> {
  polls = 0;
  private readonly gate: Gate;

  constructor(gate: Gate) {
    super();
    this.gate = gate;
  }

  *poll(cx: Context): Op<Poll<void>> {
    this.polls++;
    return yield* this.gate.pass(cx);
  }
}

function yieldsThenOpens(gate: Gate): Future<void> {
  return async_(function* () {
    for (let i = 0; i < YIELDS; i++) yield* wait(yieldNow());
    yield* gate.open();
  });
}

/** Gives back the gate: the task that has opened it may still be in there. */
function* blockOnCounted(runtime: CurrentThread, name: string): Op<Gate> {
  const gate = new Gate();
  const join = yield* runtime.handle.spawn(yieldsThenOpens(gate), name);
  const future = new Counted(gate);
  yield* runtime.blockOn(future);
  assert(future.polls <= MOST_POLLS, `the future of a blockOn was polled ${future.polls} times`);
  yield* join.drop();
  return gate;
}

export const currentThreadNumPolls = scenario({
  name: "scheduler/current-thread-num-polls",
  about: "Three threads block on one runtime, while its tasks yield: each future is polled four times at most.",
  source: "tokio runtime/tests/loom_current_thread.rs: block_on_num_polls",
  options: { others: { from: 0, to: 2 } },
  bounds: { threads: 3 },
  *model({ others }) {
    const runtime = currentThreadRuntime();
    const threads = [];
    for (let i = 1; i <= others; i++)
      threads.push(yield* spawn(() => blockOnCounted(runtime, `task ${i}`), `other ${i}`));
    const gates = [yield* blockOnCounted(runtime, "task 0")];
    for (const thread of threads) gates.push(yield* thread.join());
    yield* runtime.shutdown();
    for (const gate of gates) yield* gate.drop();
  },
});
