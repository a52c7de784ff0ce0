/**
 * While an executor drops what is queued, the future of one task wakes others, or gives up
 * the last that they have: their schedule functions find the queue gone, in the middle of its drop.
 */
import { scenario } from "../../properties/index.ts";
import {
  async_,
  type Context,
  type Future,
  LocalExecutor,
  type LocalJoinHandle,
  PENDING,
  type Poll,
  wait,
} from "../../runtime/index.ts";
import { assert, dropInPlace, type Op, spawn } from "../../sim/index.ts";
import { Endless } from "../task/support/futures.ts";
import { GivesWay } from "./support/futures.ts";
import { Gate } from "./support/gate.ts";

/** When it is dropped it uses the waker that is left at a gate, and drops a handle. */
class EndsOthers implements Future<void> {
  private readonly gate: Gate;
  private readonly handle: LocalJoinHandle<void>;
  private readonly wakes: boolean;

  constructor(gate: Gate, handle: LocalJoinHandle<void>, wakes: boolean) {
    this.gate = gate;
    this.handle = handle;
    this.wakes = wakes;
  }

  *poll(_cx: Context): Op<Poll<void>> {
    return PENDING;
  }

  *drop(): Op<void> {
    if (this.wakes) yield* this.gate.open("by value");
    else yield* dropInPlace(yield* this.gate.take());
    yield* this.handle.drop();
  }
}

export const wokenWhileQueueDrops = scenario({
  name: "local/woken-while-queue-drops",
  about:
    "A queued task's future, dropped with its executor, wakes one sleeping task, or drops its last waker, and detaches another.",
  source: "DataDog/glommio task/raw.rs: drop_waker writes the word after schedule; executor/multitask.rs",
  options: {
    detaches: { oneOf: ["the woken", "another"] },
    early: { oneOf: [false, true] },
    wakes: { oneOf: [true, false] },
  },
  *model({ detaches, early, wakes }) {
    const executor = new LocalExecutor({ preemptAfter: 1 }); // the end of the main task is seen at once
    const gate = new Gate("gate");
    const woken = gate.pass();
    const lonely = new Endless();
    const opener = early ? yield* spawn(() => gate.open("by reference"), "foreign") : null;
    yield* executor.run(
      async_(function* () {
        const handle = yield* executor.spawn(woken, "woken");
        const other = yield* executor.spawn(lonely, "lonely");
        yield* wait(new GivesWay());
        const [goes, stays] = detaches === "another" ? [other, handle] : [handle, other];
        yield* stays.drop();
        yield* (yield* executor.spawn(new EndsOthers(gate, goes, wakes), "queued")).drop();
      }),
    );
    if (opener !== null) yield* opener.join();
    yield* executor.drop();
    assert(woken.held.droppedBy === "main", "the task that was woken too late was not ended");
    assert(lonely.held.droppedBy === "main", "the task that was detached too late was not ended");
  },
});
