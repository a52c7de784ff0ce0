/**
 * A blockOn whose future yields once, and then waits for a task that yields many times, while a
 * thread spawns another task. That the future was woken once must not have it polled after every round of
 * tasks: woken is taken back when it is polled.
 */
import { scenario } from "../../properties/index.ts";
import { async_, type Context, pollFn, wait, yieldNow } from "../../runtime/index.ts";
import { assert, spawn } from "../../sim/index.ts";
import { Gate } from "../task/support/gate.ts";
import { currentThreadRuntime } from "./support/current-thread-runtime.ts";

export const currentThreadNoUnnecessaryPolls = scenario({
  name: "scheduler/current-thread-no-unnecessary-polls",
  about:
    "The future of a blockOn waits for a task that yields, while a thread spawns another: it is pending once at most.",
  source: "tokio runtime/tests/loom_current_thread.rs: assert_no_unnecessary_polls",
  options: { yields: { from: 1, to: 6 } },
  *model({ yields }) {
    const runtime = currentThreadRuntime();
    const gate = new Gate();
    const opens = async_(function* () {
      for (let i = 0; i < yields; i++) yield* wait(yieldNow());
      yield* gate.open();
    });
    const join = yield* runtime.handle.spawn(opens, "opens");
    const other = yield* spawn(function* () {
      yield* (yield* runtime.handle.spawn(yieldNow(), "remote")).drop();
    }, "other");
    let pending = 0;
    const passes = pollFn(function* (cx: Context) {
      const poll = yield* gate.pass(cx);
      if (!poll.ready) pending++;
      return poll;
    });
    yield* runtime.blockOn(
      async_(function* () {
        yield* wait(yieldNow());
        yield* wait(passes);
      }),
    );
    assert(pending <= 1, `a future that was woken once was polled ${pending} times in vain`);
    yield* join.drop();
    yield* other.join();
    yield* runtime.shutdown();
    yield* gate.drop();
  },
});
