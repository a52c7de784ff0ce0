/**
 * A future that must stay on its thread, and a waker that need not: the foreign thread queues the task,
 * but to poll it, to drop its future and to take it off the list, which has no lock, is left to its home.
 */
import { scenario } from "../../properties/index.ts";
import { type Context, FifoScheduler, LocalOwnedTasks, type Poll } from "../../runtime/index.ts";
import { assert, type Op, spawn, UnsafeCell } from "../../sim/index.ts";
import { HoldingFuture } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

class StaysAtHome extends HoldingFuture<void> {
  /** Plain memory that is used in each poll and in the drop: elsewhere than at home that is a race. */
  private readonly polls = new UnsafeCell(0, "polls");
  private readonly gate: Gate;

  constructor(gate: Gate) {
    super();
    this.gate = gate;
  }

  *poll(cx: Context): Op<Poll<void>> {
    yield* this.polls.set((yield* this.polls.get()) + 1);
    return yield* this.gate.pass(cx);
  }

  override *drop(): Op<void> {
    assert((yield* this.polls.get()) > 0, "the home thread polls before it drops");
    yield* super.drop();
  }
}

function* openAndStop(gate: Gate, home: FifoScheduler): Op<void> {
  yield* gate.open();
  yield* home.stop(); // once it has run what is queued
}

export const localRemoteWake = scenario({
  name: "task/local-remote-wake",
  about: "A foreign thread wakes a task that its home thread alone may poll and drop.",
  source: "tokio runtime/task/mod.rs: Non-Send futures; DataDog/glommio#194",
  *model() {
    const home = new FifoScheduler({ owned: new LocalOwnedTasks() });
    const gate = new Gate();
    const future = new StaysAtHome(gate);
    const join = yield* home.spawn(future, "task");
    const foreigner = yield* spawn(() => openAndStop(gate, home), "foreigner");
    yield* home.work();
    assert(yield* join.isFinished(), "the foreigner opened the gate, and the task did not pass");
    assert(future.held.droppedBy === "main", "a future was dropped away from its home");
    yield* join.drop();
    yield* foreigner.join();
    yield* gate.drop();
  },
});
