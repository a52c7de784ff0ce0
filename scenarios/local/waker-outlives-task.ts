/**
 * A task completes while a foreign thread still has a waker of it. Then that waker is the last reference,
 * and the task's memory is to be freed by home, whoever gives up what, and in whichever order.
 */
import { scenario } from "../../properties/index.ts";
import { async_, type Context, LocalExecutor, type Poll, ready, type Waker, wait } from "../../runtime/index.ts";
import { assert, type JoinHandle, type Op, spawn } from "../../sim/index.ts";
import { HoldingFuture } from "../task/support/futures.ts";
import { Resource } from "../task/support/resource.ts";
import { Gate } from "./support/gate.ts";

/** Hands a waker to a thread of its own and is ready. */
class LeavesWaker extends HoldingFuture<Resource> {
  private readonly wake: boolean;
  private readonly done: Gate;
  /** The thread that has the waker, once the task was polled. */
  foreign: JoinHandle<void> | null = null;

  constructor(wake: boolean, done: Gate) {
    super();
    this.wake = wake;
    this.done = done;
  }

  *poll(cx: Context): Op<Poll<Resource>> {
    const waker = yield* cx.waker.clone();
    this.foreign = yield* spawn(() => this.useElsewhere(waker), "foreign");
    return ready(new Resource("output"));
  }

  private *useElsewhere(waker: Waker): Op<void> {
    const clone = yield* waker.clone();
    yield* waker.drop();
    yield* this.wake ? clone.wake() : clone.drop();
    yield* this.done.open();
  }
}

export const wakerOutlivesTask = scenario({
  name: "local/waker-outlives-task",
  about: "A foreign thread clones, uses and drops a waker, while the task that it is for completes and is joined.",
  source: "DataDog/glommio#404: task not released after completion",
  options: { wake: { oneOf: [false, true] }, joins: { oneOf: [true, false] } },
  *model({ wake, joins }) {
    const executor = new LocalExecutor();
    const done = new Gate("done");
    const future = new LeavesWaker(wake, done);
    yield* executor.run(
      async_(function* () {
        const handle = yield* executor.spawn(future, "task");
        if (joins) {
          const output = yield* wait(handle);
          assert(output !== null, "a task that nobody cancels has an output");
          yield* output.value.drop();
        } else {
          yield* handle.drop();
        }
        yield* wait(done.pass());
      }),
    );
    assert(future.foreign !== null, "the task was polled");
    yield* future.foreign.join(); // what it sends later would never be looked at
    yield* executor.drop();
    assert(future.held.droppedBy === "main", "the future was not dropped at home");
  },
});
