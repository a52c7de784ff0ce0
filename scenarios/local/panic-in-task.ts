/**
 * A task panics in its poll: the panic goes through the executor to whoever runs that. The task is closed,
 * its future dropped, and a joiner gets nothing. The executor
 * is not run again: its queue is as the panic left it.
 */
import { scenario } from "../../properties/index.ts";
import {
  async_,
  blockOn,
  type Context,
  LocalExecutor,
  type LocalJoinHandle,
  type Poll,
  wait,
} from "../../runtime/index.ts";
import { assert, catchUnwind, type Op, panic, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "../task/support/futures.ts";
import { Gate } from "./support/gate.ts";

class PanicsBehindGate extends HoldingFuture<void> {
  private readonly gate: Gate;

  constructor(gate: Gate) {
    super();
    this.gate = gate;
  }

  *poll(cx: Context): Op<Poll<void>> {
    if (yield* this.gate.look(cx.waker)) panic("behind the gate");
    return { ready: false };
  }
}

export const panicInTask = scenario({
  name: "local/panic-in-task",
  about: "A foreign thread wakes a task that panics in its next poll, and its join handle is polled afterwards.",
  source: "DataDog/glommio task/raw.rs: run, the guard around the poll",
  *model() {
    const executor = new LocalExecutor();
    const gate = new Gate("gate");
    const future = new PanicsBehindGate(gate);
    const other = yield* spawn(() => gate.open(), "foreign");
    const handles: LocalJoinHandle<void>[] = [];
    const ends = new Gate("ends");
    const caught = yield* catchUnwind(() =>
      executor.run(
        async_(function* () {
          handles.push(yield* executor.spawn(future, "task"));
          yield* wait(ends.pass());
        }),
      ),
    );
    assert(!caught.ok && caught.panic.payload === "behind the gate", "the panic did not leave the executor");
    assert(future.held.droppedBy === "main", "the future that panicked was not dropped");
    yield* other.join();
    for (const handle of handles) assert((yield* blockOn(handle)) === null, "a task that panicked has an output");
    yield* ends.open(); // for the main task: it waits there still
    yield* executor.drop();
  },
});
